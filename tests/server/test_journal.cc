#include "server/test_journal.h"

#include <algorithm>

namespace recado::server {

void TestJournal::append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) {
  const std::scoped_lock lock{mutex_};
  if (receipt->id <= cursor_) ++violations_;
  waiting_.push_back({std::move(receipt), std::move(done)});
}

Result<std::vector<Receipt>> TestJournal::pending(ReceiptId after, int limit) {
  const std::scoped_lock lock{mutex_};
  ++reads_;
  if (is_failing()) return unavailable("The journal is away.");
  std::vector<Receipt> found;
  for (auto at = durable_.upper_bound(after); at != durable_.end() && std::ssize(found) < limit; ++at) {
    found.push_back(at->second);
  }
  return found;
}

Result<ReceiptId> TestJournal::newest() {
  const std::scoped_lock lock{mutex_};
  return durable_.empty() ? ReceiptId{} : durable_.rbegin()->first;
}

Result<ReceiptId> TestJournal::applied_through() {
  const std::scoped_lock lock{mutex_};
  if (is_failing()) return unavailable("The journal is away.");
  return cursor_;
}

Result<void> TestJournal::set_applied_through(ReceiptId id) {
  const std::scoped_lock lock{mutex_};
  if (is_failing()) return unavailable("The journal is away.");
  for (const auto& [each, receipt] : durable_) {
    if (each <= id && !applied_set_.contains(each)) ++violations_;
  }
  for (const Waiting& each : waiting_) {
    if (each.receipt->id <= id) ++violations_;
  }
  cursor_ = id;
  return {};
}

Result<std::optional<Receipt>> TestJournal::load(ReceiptId id) {
  const std::scoped_lock lock{mutex_};
  const auto at = durable_.find(id);
  if (at == durable_.end()) return std::optional<Receipt>{};
  return std::optional{at->second};
}

bool TestJournal::commit_some(std::mt19937& chance) {
  std::vector<Waiting> chosen;
  {
    const std::scoped_lock lock{mutex_};
    if (waiting_.empty()) return false;
    std::ranges::shuffle(waiting_, chance);
    const auto count = std::uniform_int_distribution<std::size_t>{1, waiting_.size()}(chance);
    chosen.assign(waiting_.end() - static_cast<std::ptrdiff_t>(count), waiting_.end());
  }
  commit(chosen, std::uniform_int_distribution<int>{0, 9}(chance) != 0);
  return true;
}

void TestJournal::commit_all() {
  std::vector<Waiting> chosen;
  {
    const std::scoped_lock lock{mutex_};
    chosen = waiting_;
  }
  commit(chosen, true);
}

void TestJournal::commit(const std::vector<Waiting>& chosen, bool is_good) {
  {
    const std::scoped_lock lock{mutex_};
    for (const Waiting& each : chosen) {
      if (is_good) durable_.emplace(each.receipt->id, *each.receipt);
      std::erase_if(waiting_, [&](const Waiting& other) { return other.receipt == each.receipt; });
    }
  }
  for (const Waiting& each : chosen)
    each.done(is_good ? Result<void>{} : Result<void>{unavailable("The disk is full.")});
}

void TestJournal::put(Receipt receipt) {
  const std::scoped_lock lock{mutex_};
  durable_.emplace(receipt.id, std::move(receipt));
}

void TestJournal::note_applied(ReceiptId id) {
  const std::scoped_lock lock{mutex_};
  applied_.push_back(id);
  applied_set_.insert(id);
}

void TestJournal::fail_next(int count) {
  const std::scoped_lock lock{mutex_};
  failures_left_ = count;
}

std::set<ReceiptId> TestJournal::durable() const {
  const std::scoped_lock lock{mutex_};
  std::set<ReceiptId> ids;
  for (const auto& [id, receipt] : durable_) ids.insert(id);
  return ids;
}

std::vector<ReceiptId> TestJournal::applied() const {
  const std::scoped_lock lock{mutex_};
  return applied_;
}

int TestJournal::violations() const {
  const std::scoped_lock lock{mutex_};
  return violations_;
}

int TestJournal::reads() const {
  const std::scoped_lock lock{mutex_};
  return reads_;
}

bool TestJournal::is_failing() {
  if (failures_left_ == 0) return false;
  --failures_left_;
  return true;
}

}  // namespace recado::server
