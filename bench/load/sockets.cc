#include "load/sockets.h"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace recado::bench {

Fd::~Fd() {
  if (fd_ >= 0) ::close(fd_);
}

void fail(const std::string& what) { throw std::runtime_error{what}; }

Address address_of(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  const auto colon = url.find(':');
  Address address{std::string{url.substr(0, colon)}, 0};
  if (colon != std::string_view::npos) std::from_chars(url.data() + colon + 1, url.data() + url.size(), address.port);
  if (address.port == 0) fail("An address looks like http://127.0.0.1:8080.");
  return address;
}

Fd connect_to(const Address& address) {
  Fd fd{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in peer{};
  peer.sin_family = AF_INET;
  peer.sin_port = htons(address.port);
  if (::inet_pton(AF_INET, address.host.c_str(), &peer.sin_addr) != 1) fail("Not an IPv4 address: " + address.host);
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&peer), sizeof peer) != 0) {
    fail("Cannot connect to " + address.text() + ": " + std::strerror(errno));
  }
  const int on = 1;
  ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

void make_nonblocking(int fd) { ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK); }

void send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) fail(std::string{"Cannot send: "} + std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace recado::bench
