// The intake journal: deliveries byte for byte, durable before they are acknowledged.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/connection.h"
#include "domain/ids.h"

namespace recado {

struct Receipt {
  ReceiptId id;
  ConnectionId verified_by;  // the connection whose secret the signature was made with
  Provider provider = Provider::meta;
  UtcMs received_at{};
  std::string body;
  std::string event;  // see KeptDelivery; printable ASCII
};

struct ReceiptFailure {
  ReceiptId receipt;
  Provider provider = Provider::meta;
  UtcMs received_at{};  // of the receipt
  int item = -1;        // its place in the delivery; -1: the whole delivery could not be read
  std::string reason;
  std::string fragment;
  UtcMs recorded_at{};
};

struct FailedReceipt {
  ReceiptId id;
  Provider provider = Provider::meta;
  UtcMs received_at{};
  std::vector<ReceiptFailure> failures;
};

// Across workspaces; one journal per program ("node").
class ReceiptJournal {
 public:
  virtual ~ReceiptJournal() = default;
  // `done` is called once the receipt is durable (or could not be made so), on another thread, and must not block.
  virtual void append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) = 0;
  // Receipts of this node behind `after`, oldest first.
  virtual Result<std::vector<Receipt>> pending(ReceiptId after, int limit) = 0;
  // The largest id, of any node; zero when the journal is empty.
  virtual Result<ReceiptId> newest() = 0;
  virtual Result<ReceiptId> applied_through() = 0;
  virtual Result<void> set_applied_through(ReceiptId id) = 0;
  virtual Result<std::optional<Receipt>> load(ReceiptId id) = 0;
};

// Inside one transaction of one workspace.
class ReceiptFailures {
 public:
  virtual ~ReceiptFailures() = default;
  virtual Result<void> record(std::span<const ReceiptFailure> failures) = 0;
  virtual Result<void> clear(ReceiptId receipt) = 0;
  virtual Result<std::vector<FailedReceipt>> list(std::optional<ReceiptId> before, int limit) = 0;  // newest first
};

}  // namespace recado
