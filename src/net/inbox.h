// How other threads reach a connection: work is put into the inbox of its io thread, which is woken once for as much
// as has gathered. Shared, so that an answer which comes after the server has gone finds it closed.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "net/tcp.h"

namespace recado::net {

class Inbox {
 public:
  using Task = std::move_only_function<void()>;

  explicit Inbox(asio::io_context& context) : context_(&context) {}

  // From any thread. After close() the task is dropped.
  void push(Task task);
  // On the io thread, when it is about to end.
  void close();

  // Said once by the io thread; here() is true on that thread.
  void belongs_to_this_thread() { thread_ = std::this_thread::get_id(); }
  bool here() const { return thread_ == std::this_thread::get_id(); }

 private:
  void run();

  std::mutex mutex_;
  asio::io_context* context_;
  std::vector<Task> tasks_;
  bool woken_ = false;
  std::vector<Task> running_;
  std::atomic<std::thread::id> thread_;
};

}  // namespace recado::net
