#include "net/inbox.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace recado::net {

void Inbox::push(Task task) {
  const std::scoped_lock lock{mutex_};
  if (context_ == nullptr) return;
  tasks_.push_back(std::move(task));
  if (woken_) return;
  woken_ = true;
  asio::post(*context_, [this] { run(); });
}

void Inbox::close() {
  std::vector<Task> dropped;
  const std::scoped_lock lock{mutex_};
  context_ = nullptr;
  dropped.swap(tasks_);
}

void Inbox::run() {
  {
    const std::scoped_lock lock{mutex_};
    running_.swap(tasks_);
    woken_ = false;
  }
  for (Task& task : running_) {
    task();
    task = nullptr;  // what it held may push again
  }
  running_.clear();
}

}  // namespace recado::net
