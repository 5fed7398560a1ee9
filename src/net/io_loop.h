// One event loop of the server and the connections that live on it. Everything here runs on the loop's own thread,
// except the inbox and the counter.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "net/connection.h"
#include "net/inbox.h"
#include "net/read_buffer.h"
#include "net/server_core.h"
#include "net/tcp.h"

namespace recado::net {

class IoLoop {
 public:
  explicit IoLoop(ServerCore& core);
  ~IoLoop();
  IoLoop(const IoLoop&) = delete;
  IoLoop& operator=(const IoLoop&) = delete;

  // Returns when the loop has ended.
  void run();
  // Prepares what run() needs; apart from it only for a fuzzer, which drives the context itself.
  void begin();

  asio::io_context& context() { return context_; }
  const std::shared_ptr<Inbox>& inbox() { return inbox_; }
  ServerCore& core() { return core_; }
  ReadBufferPool& buffers() { return buffers_; }
  std::string_view date() const { return date_; }

  void keep(const std::shared_ptr<Connection>& connection);
  // The connection has closed its socket; it goes when its last pending operation has.
  void release(Connection& connection);
  // The tick at which `wait` from now is certainly over.
  std::uint64_t deadline_in(std::chrono::milliseconds wait) const;

  void drain();
  void cut();
  // After cut(): the loop ends when the last operation has.
  void end();

  void count_answer() { answered_.store(answered_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed); }
  std::uint64_t answered() const { return answered_.load(std::memory_order_relaxed); }

 private:
  void schedule_sweep();
  void sweep();
  template <typename Do>
  void for_each(const Do& act);

  ServerCore& core_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                             asio::io_context::executor_type>
      timer_;
  std::shared_ptr<Inbox> inbox_;
  ReadBufferPool buffers_;
  boost::intrusive::list<Connection> connections_;
  std::chrono::milliseconds interval_;
  std::uint64_t tick_ = 0;
  std::string date_;
  bool ended_ = false;
  std::atomic<std::uint64_t> answered_ = 0;
};

}  // namespace recado::net
