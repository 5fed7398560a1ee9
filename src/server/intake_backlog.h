// Which receipts have been given to the journal, which of them are durable, and which are applied: what lies between the
// provider's 200 and the conversation. Filled by IntakeJournal, emptied by IntakeWorker.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "ports/receipts.h"

namespace recado::server {

struct BacklogBounds {
  std::size_t receipts = 200'000;  // more are refused
  // What is kept in memory; bodies beyond that are read from the journal again.
  std::size_t receipts_in_memory = 20'000;
  std::size_t bytes_in_memory = std::size_t{32} << 20;
};

// Oldest first. Either the receipts themselves, or the ids of some whose bodies were not kept.
struct IntakeBatch {
  std::vector<std::shared_ptr<const Receipt>> receipts;
  std::vector<ReceiptId> to_load;

  bool empty() const { return receipts.empty() && to_load.empty(); }
};

class IntakeBacklog {
 public:
  explicit IntakeBacklog(BacklogBounds bounds) : bounds_(bounds) {}

  // The receipt as it is to be written, or null when there are too many. Two threads may make ids in one order and come
  // here in the other: the later gets a new id, so that ids grow in the order of registration. What has been
  // registered holds applied_through back until it is applied or has failed.
  std::shared_ptr<const Receipt> begin(std::shared_ptr<const Receipt> receipt, IdSource& ids);
  void durable(const std::shared_ptr<const Receipt>& receipt);
  void failed(ReceiptId id);

  // The oldest durable ones, at most `limit` and some megabytes; waits up to `wait` for one, and when there are fewer than
  // `limit`, `gather` longer for others to come along. They are given once.
  IntakeBatch take(std::size_t limit, std::chrono::milliseconds wait,
                   std::chrono::milliseconds gather = std::chrono::milliseconds{0});
  void applied(std::span<const ReceiptId> ids);

  // Every registered receipt up to this id has been applied or has failed. Zero: none yet.
  ReceiptId applied_through() const;
  std::size_t size() const;
  // Ends the wait of take() now and from here on.
  void close();

 private:
  enum class State : std::uint8_t { writing, in_memory, in_journal, taken, done };
  struct Entry {
    ReceiptId id;
    std::size_t bytes = 0;
    State state = State::writing;
    std::shared_ptr<const Receipt> receipt;
  };

  Entry* find(ReceiptId id);
  void forget_done();
  bool is_takeable() const { return takeable_ > 0 || is_closed_; }

  const BacklogBounds bounds_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Entry> entries_;  // by id
  ReceiptId last_;             // that was registered
  ReceiptId through_;
  std::size_t takeable_ = 0;
  std::size_t gathering_ = 0;  // so many are waited for
  std::size_t receipts_in_memory_ = 0;
  std::size_t bytes_in_memory_ = 0;
  bool is_closed_ = false;
};

}  // namespace recado::server
