// What all io threads of one server share. Filled before the start and only read afterwards, apart from the counters
// and the workers' queue.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>

#include "net/large_bodies.h"
#include "net/router.h"
#include "net/server.h"
#include "net/worker_pool.h"

namespace recado::net {

struct ServerCore {
  ServerLimits limits;
  mutable LargeBodies large_bodies;
  Router router;
  Handler fallback;
  std::function<Response(int, std::string_view)> problems;
  WorkerPool workers;
  std::atomic<bool> draining = false;

  // Never throws: what problems() throws becomes plain text.
  Response problem(int status, std::string_view message) const;

  void opened() { open_.fetch_add(1, std::memory_order_relaxed); }
  void closed();
  std::size_t open() const { return open_.load(std::memory_order_relaxed); }
  // False when connections are still open after `wait`.
  bool wait_until_all_closed(std::chrono::milliseconds wait);

 private:
  std::atomic<std::size_t> open_ = 0;
  std::mutex mutex_;
  std::condition_variable all_closed_;
};

}  // namespace recado::net
