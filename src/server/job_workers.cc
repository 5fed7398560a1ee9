#include "server/job_workers.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "base/log.h"

namespace recado::server {

namespace {

// Other programs on the same database add jobs too, and may die over theirs.
constexpr DurationMs k_longest_wait = std::chrono::seconds{5};
constexpr DurationMs k_shortest_wait{5};
constexpr DurationMs k_pause_after_error = std::chrono::seconds{1};
constexpr auto k_measured_every = std::chrono::seconds{2};

}  // namespace

JobWorkers::JobWorkers(JobQueue& queue, Trade trade, const Clock& clock, JobMetrics metrics)
    : queue_(queue), trade_(std::move(trade)), clock_(clock), metrics_(metrics) {}

void JobWorkers::start(int threads) {
  free_ = static_cast<std::size_t>(threads);
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  dispatch_thread_ = std::thread{[this] { dispatch(); }};
}

void JobWorkers::stop() {
  if (!dispatch_thread_.joinable()) return;
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
    dispatcher_.notify_all();
  }
  dispatch_thread_.join();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void JobWorkers::wake() {
  const std::scoped_lock lock{mutex_};
  look_again_ = true;
  dispatcher_.notify_one();
}

void JobWorkers::dispatch() {
  DurationMs wait{0};
  std::unique_lock lock{mutex_};
  while (true) {
    dispatcher_.wait_for(lock, wait, [this] { return stopping_ || (look_again_ && free_ > 0); });
    dispatcher_.wait(lock, [this] { return stopping_ || free_ > 0; });
    if (stopping_) break;
    look_again_ = false;
    const std::size_t most = free_;
    lock.unlock();
    wait = claim(most);
    lock.lock();
  }
  no_more_ = true;
  arrived_.notify_all();
}

DurationMs JobWorkers::claim(std::size_t most) {
  auto jobs = queue_.claim(trade_.kind, clock_.now(), trade_.lease, static_cast<int>(most));
  const auto due = jobs ? queue_.next_due(trade_.kind) : Result<std::optional<UtcMs>>{std::optional<UtcMs>{}};
  if (!jobs || !due) {
    log::warn("jobs_not_claimed", {{"error", jobs ? due.error().message : jobs.error().message}});
  }
  measure();
  {
    const std::scoped_lock lock{mutex_};
    if (jobs && !jobs->empty()) {
      free_ -= jobs->size();
      for (Job& job : *jobs) claimed_.push_back(job);
      if (jobs->size() >= most) look_again_ = true;
      arrived_.notify_all();
    }
  }
  if (!jobs || !due) return k_pause_after_error;
  if (!*due) return k_longest_wait;
  return std::clamp(std::chrono::duration_cast<DurationMs>(**due - clock_.now()), k_shortest_wait, k_longest_wait);
}

void JobWorkers::measure() {
  const auto now = std::chrono::steady_clock::now();
  if (now - measured_at_ < k_measured_every) return;
  measured_at_ = now;
  if (const auto waiting = queue_.waiting(trade_.kind)) metrics_.waiting.Set(static_cast<double>(*waiting));
}

void JobWorkers::work() {
  std::unique_lock lock{mutex_};
  while (true) {
    arrived_.wait(lock, [this] { return !claimed_.empty() || no_more_; });
    if (claimed_.empty()) return;
    const Job job = claimed_.front();
    claimed_.pop_front();
    lock.unlock();
    run(job);
    lock.lock();
    ++free_;
    look_again_ = true;  // the next of its lane may be due
    dispatcher_.notify_one();
  }
}

void JobWorkers::run(const Job& job) {
  metrics_.busy.Increment();
  const auto begun = std::chrono::steady_clock::now();
  Result<void> done;
  try {
    done = trade_.run(job);
  } catch (const std::exception& error) {
    done = internal(error.what());
  }
  metrics_.seconds.Observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  metrics_.busy.Decrement();
  metrics_.done.Increment();
  if (done) return;
  metrics_.failures.Increment();
  log::warn("job_not_saved", {{"job", job.id.text()}, {"error", done.error().message}});
}

}  // namespace recado::server
