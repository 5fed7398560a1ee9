#include "net/raw_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace recado::net::testing {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void limit_waiting(int descriptor) {
  const timeval limit{10, 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  limit_waiting(descriptor_);
  const sockaddr_in address = loopback(port);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

RawClient::RawClient(int descriptor) : descriptor_(descriptor) { limit_waiting(descriptor_); }
RawClient::RawClient(RawClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), held_(std::move(other.held_)) {}
RawClient::~RawClient() { close(); }

void RawClient::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the peer has closed; what it answered tells the test why
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool RawClient::fill() {
  std::array<char, 65536> bytes;
  const auto count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("nothing came in ten seconds");
  if (count <= 0) return false;
  held_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::read_exactly(std::size_t count) {
  while (held_.size() < count && fill()) {
  }
  std::string bytes = held_.substr(0, count);
  held_.erase(0, count);
  return bytes;
}

std::string RawClient::read_until(std::string_view mark) {
  while (held_.find(mark) == std::string::npos) {
    if (!fill()) return {};
  }
  return read_exactly(held_.find(mark) + mark.size());
}

bool RawClient::at_end() { return held_.empty() && !fill(); }

Response RawClient::read_response(bool to_head) {
  Response response;
  std::string head = read_until("\r\n\r\n");
  response.status = head.size() > 12 ? std::stoi(head.substr(9, 3)) : 0;
  if (response.status == 0) return response;
  for (auto line = head.find("\r\n") + 2; line + 2 < head.size();) {
    const auto end = head.find("\r\n", line);
    const auto colon = head.find(": ", line);
    response.headers.add(head.substr(line, colon - line), head.substr(colon + 2, end - colon - 2));
    line = end + 2;
  }
  const std::string length{response.headers.get("Content-Length")};
  if (!length.empty() && !to_head) response.body = read_exactly(std::stoul(length));
  return response;
}

RawListener::RawListener() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::listen(descriptor_, 16);
  ::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
}

RawListener::~RawListener() { ::close(descriptor_); }

RawClient RawListener::accept() { return RawClient{::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC)}; }

bool RawListener::has_waiting() const {
  pollfd waiting{descriptor_, POLLIN, 0};
  return ::poll(&waiting, 1, 0) == 1;
}

}  // namespace recado::net::testing
