// The listening socket. One for the whole server: with SO_REUSEPORT a second program on the same port would go
// unnoticed, and handing connections out in turn loads the threads more evenly than the kernel's hash.
#pragma once

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "net/tcp.h"

namespace recado::net {

class Listener {
 public:
  // `accepted` owns the descriptor that it is given.
  Listener(asio::io_context& context, std::function<void(int descriptor)> accepted);

  Result<void> bind(const std::string& address, std::uint16_t port);
  std::uint16_t port() const { return port_; }
  void start();
  void close();

 private:
  void accept_waiting();
  void pause();

  asio::ip::tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::function<void(int)> accepted_;
  std::uint16_t port_ = 0;
};

}  // namespace recado::net
