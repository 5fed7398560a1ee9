// The threads on which blocking handlers run, behind one bounded queue.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace recado::net {

class WorkerPool {
 public:
  using Task = std::move_only_function<void()>;

  ~WorkerPool() { stop(); }

  void start(int threads, std::size_t queue_limit);
  // False when the queue is full, or the pool does not run. A task does not throw.
  bool try_push(Task task);
  // Drops what has not begun and waits for what has.
  void stop();

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Task> queue_;
  std::size_t queue_limit_ = 0;
  bool running_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace recado::net
