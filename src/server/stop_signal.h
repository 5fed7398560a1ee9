// Tells a background thread to end, and wakes it from its pauses.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace recado::server {

class StopSignal {
 public:
  void ask() {
    const std::scoped_lock lock{mutex_};
    asked_ = true;
    changed_.notify_all();
  }

  bool asked() const {
    const std::scoped_lock lock{mutex_};
    return asked_;
  }

  // False when the pause ended early, because the thread is to stop.
  bool pause(std::chrono::milliseconds length) {
    std::unique_lock lock{mutex_};
    return !changed_.wait_for(lock, length, [this] { return asked_; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool asked_ = false;
};

}  // namespace recado::server
