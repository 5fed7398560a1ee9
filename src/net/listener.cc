#include "net/listener.h"

#include <cerrno>
#include <sys/socket.h>
#include <utility>

#include "base/log.h"

namespace recado::net {
namespace {

Error cannot_bind(const std::string& address, std::uint16_t port, const boost::system::error_code& error) {
  const std::string where =
      (address.find(':') == address.npos ? address : "[" + address + "]") + ":" + std::to_string(port);
  std::string next_step = "Check the address and port in the configuration.";
  if (error == asio::error::address_in_use) {
    next_step = "Stop the program that uses port " + std::to_string(port) + ", or choose another port.";
  } else if (error == asio::error::access_denied) {
    next_step = "Ports below 1024 need a privilege: choose a higher port, or put a proxy in front.";
  } else if (error == boost::system::errc::address_not_available) {
    next_step = "Choose an address that this machine has, such as 127.0.0.1 or 0.0.0.0.";
  }
  return unavailable("Cannot listen on " + where + ": " + error.message() + ".", std::move(next_step));
}

}  // namespace

Listener::Listener(asio::io_context& context, std::function<void(int)> accepted)
    : acceptor_(context), pause_(context), accepted_(std::move(accepted)) {}

Result<void> Listener::bind(const std::string& address, std::uint16_t port) {
  boost::system::error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) {
    return unavailable("Cannot listen on \"" + address + "\": it is not an IP address.",
                       "Use an IPv4 or IPv6 address, such as 127.0.0.1, 0.0.0.0 or ::.");
  }
  const asio::ip::tcp::endpoint endpoint{ip, port};
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address{true}, error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(4096, error);
  if (!error) acceptor_.non_blocking(true, error);
  if (error) return cannot_bind(address, port, error);
  port_ = acceptor_.local_endpoint(error).port();
  return {};
}

void Listener::start() {
  acceptor_.async_wait(asio::ip::tcp::acceptor::wait_read, [this](boost::system::error_code error) {
    if (error || !acceptor_.is_open()) return;
    accept_waiting();
  });
}

void Listener::accept_waiting() {
  constexpr int k_at_once = 64;  // the connections that are open already have their turn in between
  for (int i = 0; i < k_at_once; ++i) {
    const int descriptor = ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) {
      accepted_(descriptor);
    } else if (errno == EAGAIN) {
      break;
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      log::error("accept_failed", {{"errno", std::int64_t{errno}}});
      return pause();
    }
  }
  start();
}

void Listener::pause() {
  pause_.expires_after(std::chrono::milliseconds{100});
  pause_.async_wait([this](boost::system::error_code error) {
    if (!error && acceptor_.is_open()) start();
  });
}

void Listener::close() {
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

}  // namespace recado::net
