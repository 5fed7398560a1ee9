#include "server/intake_backlog.h"

#include <algorithm>

namespace recado::server {

namespace {

constexpr std::size_t k_batch_bytes = std::size_t{8} << 20;

}  // namespace

std::shared_ptr<const Receipt> IntakeBacklog::begin(std::shared_ptr<const Receipt> receipt, IdSource& ids) {
  const std::scoped_lock lock{mutex_};
  if (entries_.size() >= bounds_.receipts) return nullptr;
  if (receipt->id <= last_) {
    auto renumbered = std::make_shared<Receipt>(*receipt);
    renumbered->id = ids.next<ReceiptId>();
    receipt = std::move(renumbered);
  }
  last_ = receipt->id;
  entries_.push_back({.id = receipt->id, .bytes = receipt->body.size(), .receipt = nullptr});
  return receipt;
}

void IntakeBacklog::durable(const std::shared_ptr<const Receipt>& receipt) {
  const std::scoped_lock lock{mutex_};
  Entry* entry = find(receipt->id);
  if (!entry || entry->state != State::writing) return;
  const bool has_room =
      receipts_in_memory_ < bounds_.receipts_in_memory && bytes_in_memory_ + entry->bytes <= bounds_.bytes_in_memory;
  entry->state = has_room ? State::in_memory : State::in_journal;
  if (has_room) {
    entry->receipt = receipt;
    ++receipts_in_memory_;
    bytes_in_memory_ += entry->bytes;
  }
  ++takeable_;
  if (takeable_ == 1 || takeable_ == gathering_) arrived_.notify_one();
}

void IntakeBacklog::failed(ReceiptId id) {
  const std::scoped_lock lock{mutex_};
  Entry* entry = find(id);
  if (!entry || entry->state != State::writing) return;
  entry->state = State::done;
  forget_done();
}

IntakeBatch IntakeBacklog::take(std::size_t limit, std::chrono::milliseconds wait, std::chrono::milliseconds gather) {
  std::unique_lock lock{mutex_};
  arrived_.wait_for(lock, wait, [this] { return is_takeable(); });
  if (takeable_ > 0 && takeable_ < limit && gather.count() > 0) {
    gathering_ = limit;
    arrived_.wait_for(lock, gather, [this, limit] { return is_closed_ || takeable_ >= limit; });
    gathering_ = 0;
  }
  IntakeBatch batch;
  std::size_t bytes = 0;
  for (Entry& entry : entries_) {
    if (entry.state != State::in_memory && entry.state != State::in_journal) continue;
    const bool is_kept = entry.state == State::in_memory;
    const std::size_t count = batch.receipts.size() + batch.to_load.size();
    if (count == limit || (count > 0 && bytes + entry.bytes > k_batch_bytes)) break;
    if (is_kept ? !batch.to_load.empty() : !batch.receipts.empty()) break;
    bytes += entry.bytes;
    entry.state = State::taken;
    --takeable_;
    if (!is_kept) {
      batch.to_load.push_back(entry.id);
      continue;
    }
    --receipts_in_memory_;
    bytes_in_memory_ -= entry.bytes;
    batch.receipts.push_back(std::move(entry.receipt));
  }
  return batch;
}

void IntakeBacklog::applied(std::span<const ReceiptId> ids) {
  const std::scoped_lock lock{mutex_};
  for (const ReceiptId id : ids) {
    Entry* entry = find(id);
    if (entry && entry->state == State::taken) entry->state = State::done;
  }
  forget_done();
}

ReceiptId IntakeBacklog::applied_through() const {
  const std::scoped_lock lock{mutex_};
  return through_;
}

std::size_t IntakeBacklog::size() const {
  const std::scoped_lock lock{mutex_};
  return entries_.size();
}

void IntakeBacklog::close() {
  const std::scoped_lock lock{mutex_};
  is_closed_ = true;
  arrived_.notify_all();
}

IntakeBacklog::Entry* IntakeBacklog::find(ReceiptId id) {
  const auto at = std::ranges::lower_bound(entries_, id, {}, &Entry::id);
  return at != entries_.end() && at->id == id ? &*at : nullptr;
}

void IntakeBacklog::forget_done() {
  while (!entries_.empty() && entries_.front().state == State::done) {
    through_ = entries_.front().id;
    entries_.pop_front();
  }
}

}  // namespace recado::server
