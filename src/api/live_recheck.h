// Asks from time to time whether those behind open sockets may still be there: a member who has signed out, or whose session
// has ended, loses the stream.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "net/server.h"

namespace recado::api {

class LiveRecheck {
 public:
  explicit LiveRecheck(std::chrono::milliseconds period) : period_(period) {}
  ~LiveRecheck() { stop(); }

  void start();
  void stop();
  void add(std::uint64_t id, std::shared_ptr<net::Socket> socket, std::function<bool()> still_allowed);
  void remove(std::uint64_t id);
  // All of them, on the calling thread.
  void ask_all();

 private:
  struct Watched {
    std::shared_ptr<net::Socket> socket;
    std::function<bool()> still_allowed;
  };

  void run();

  const std::chrono::milliseconds period_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool running_ = false;
  std::unordered_map<std::uint64_t, std::shared_ptr<const Watched>> watched_;
  std::thread thread_;
};

}  // namespace recado::api
