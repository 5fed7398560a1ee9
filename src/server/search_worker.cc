#include "server/search_worker.h"

#include <algorithm>

#include "base/background.h"
#include "base/log.h"

namespace recado::server {

namespace {

using namespace std::chrono_literals;

// A message gets its id before its commit; by then even a slow commit is done, and nothing is passed over.
constexpr auto k_age = 1500ms;
constexpr auto k_least_pause = 200ms;
constexpr auto k_pause_after_trouble = 1s;
constexpr int k_step = 2000;

}  // namespace

SearchWorker::SearchWorker(SearchIndex& index, const Clock& clock, std::function<bool()> is_busy)
    : index_(index), clock_(clock), is_busy_(std::move(is_busy)) {}

void SearchWorker::start() {
  thread_ = std::thread{[this] { run(); }};
}

void SearchWorker::stop() {
  if (!thread_.joinable()) return;
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void SearchWorker::wake() {
  const std::scoped_lock lock{mutex_};
  last_wake_ = Steady::now();
  if (is_due_) return;
  is_due_ = true;
  due_ = last_wake_ + k_age + 50ms;
  changed_.notify_all();
}

void SearchWorker::run() {
  become_background_thread();
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    if (!is_due_) {
      changed_.wait(lock, [this] { return is_due_ || stopping_; });
      continue;
    }
    if (Steady::now() < due_) {
      changed_.wait_until(lock, due_, [this] { return stopping_; });
      continue;
    }
    const auto begun = Steady::now();
    lock.unlock();
    const bool is_done = index_all();
    lock.lock();
    const auto now = Steady::now();
    if (!is_done) {
      due_ = now + k_pause_after_trouble;
    } else {
      // What was committed less than k_age before this run was too young for it.
      is_due_ = last_wake_ + k_age > begun;
      due_ = now + k_least_pause;
    }
  }
}

bool SearchWorker::index_all() {
  const MessageId before{smallest_id_at(clock_.now() - k_age)};
  while (!is_stopping()) {
    if (is_busy_()) return false;
    const auto count = index_.index_next(before, k_step);
    if (!count) {
      log::warn("search_not_indexed", {{"error", count.error().message}});
      return false;
    }
    if (*count == 0) return true;
  }
  return true;
}

bool SearchWorker::is_stopping() {
  const std::scoped_lock lock{mutex_};
  return stopping_;
}

}  // namespace recado::server
