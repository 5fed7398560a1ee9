#include "net/worker_pool.h"

#include <utility>

namespace recado::net {

void WorkerPool::start(int threads, std::size_t queue_limit) {
  queue_limit_ = queue_limit;
  running_ = true;
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::try_push(Task task) {
  {
    const std::scoped_lock lock{mutex_};
    if (!running_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(task));
  }
  arrived_.notify_one();
  return true;
}

void WorkerPool::stop() {
  std::deque<Task> dropped;
  {
    const std::scoped_lock lock{mutex_};
    running_ = false;
    dropped.swap(queue_);
  }
  arrived_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::work() {
  std::unique_lock lock{mutex_};
  while (true) {
    arrived_.wait(lock, [this] { return !running_ || !queue_.empty(); });
    if (!running_) return;
    Task task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
  }
}

}  // namespace recado::net
