// A journal in memory whose commits come late, in batches, out of order, and fail when they are told to; it checks on every
// step what a journal must be able to rely on.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "ports/receipts.h"

namespace recado::server {

class TestJournal final : public ReceiptJournal {
 public:
  void append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) override;
  Result<std::vector<Receipt>> pending(ReceiptId after, int limit) override;
  Result<ReceiptId> newest() override;
  Result<ReceiptId> applied_through() override;
  // Counts a violation for every receipt up to `id` that is or may still become durable and that was not applied.
  Result<void> set_applied_through(ReceiptId id) override;
  Result<std::optional<Receipt>> load(ReceiptId id) override;

  // Commits some of what waits, chosen by chance; one in ten of these fails. False when nothing waited.
  bool commit_some(std::mt19937& chance);
  void commit_all();
  // Makes a receipt durable as an earlier run would have.
  void put(Receipt receipt);
  void note_applied(ReceiptId id);
  // The next so many reads and cursor writes are `unavailable`.
  void fail_next(int count);

  std::set<ReceiptId> durable() const;
  std::vector<ReceiptId> applied() const;  // in the order of application, repetitions included
  int violations() const;
  int reads() const;

 private:
  struct Waiting {
    std::shared_ptr<const Receipt> receipt;
    std::function<void(Result<void>)> done;
  };

  void commit(const std::vector<Waiting>& chosen, bool is_good);
  bool is_failing();

  mutable std::mutex mutex_;
  std::vector<Waiting> waiting_;
  std::map<ReceiptId, Receipt> durable_;
  std::vector<ReceiptId> applied_;
  std::set<ReceiptId> applied_set_;
  ReceiptId cursor_;
  int violations_ = 0;
  int failures_left_ = 0;
  int reads_ = 0;
};

}  // namespace recado::server
