// Plain TCP to 127.0.0.1 for the generator. What goes wrong throws: a benchmark has nobody to answer to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace recado::bench {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

struct Address {
  std::string host;  // an IPv4 address
  std::uint16_t port = 0;
  std::string text() const { return host + ":" + std::to_string(port); }
};
// "http://127.0.0.1:8080"
Address address_of(std::string_view url);

Fd connect_to(const Address& address);
void make_nonblocking(int fd);
void send_all(int fd, std::string_view bytes);
[[noreturn]] void fail(const std::string& what);

}  // namespace recado::bench
