// Applies deliveries that have been accepted: reads every item, finds whom it is from, adds it to its conversation, moves
// statuses forward. Each item is its own unit; doing it again changes nothing (PRODUCT.md, rules 2, 3 and 6).
#pragma once

#include <memory>
#include <span>

#include "app/connection_directory.h"
#include "base/clock.h"
#include "ports/provider.h"
#include "ports/receipts.h"
#include "ports/store.h"

namespace recado {

struct ReceiveSummary {
  int messages_created = 0;
  int statuses_applied = 0;
  int failures = 0;  // items (or whole deliveries) that could not be read

  ReceiveSummary& operator+=(const ReceiveSummary& other);
};

struct WorkspaceBatch;

class Receive {
 public:
  Receive(Store& store, const ConnectionDirectory& directory, const Providers& providers, IdSource& ids,
          const Clock& clock);

  // Durable when it returns. An error means that the database did not take it and that nothing of the batch may be
  // considered applied: call again with the same receipts.
  Result<ReceiveSummary> apply(std::span<const std::shared_ptr<const Receipt>> receipts);

 private:
  Result<ReceiveSummary> apply_batch(const WorkspaceBatch& batch);
  Result<ReceiveSummary> write(const WorkspaceBatch& batch);
  Result<ReceiveSummary> apply_one_by_one(const WorkspaceBatch& batch, const Error& why);

  Store& store_;
  const ConnectionDirectory& directory_;
  const Providers& providers_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
