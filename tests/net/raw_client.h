// Plain blocking sockets for the tests of net: a client that says exactly the bytes it is told, and a peer that a test
// plays itself. A read that takes ten seconds fails the test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/http.h"

namespace recado::net::testing {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  explicit RawClient(int descriptor);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  void send(std::string_view bytes);
  // One whole response, by its Content-Length. Status 0: the connection ended first.
  Response read_response(bool to_head = false);
  std::string read_exactly(std::size_t count);  // shorter when the connection ended
  std::string read_until(std::string_view mark);
  bool at_end();  // waits for the peer to close; false when it sends something instead
  void close();
  int descriptor() const { return descriptor_; }

 private:
  bool fill();

  int descriptor_ = -1;
  std::string held_;
};

// Listens on a free port of 127.0.0.1.
class RawListener {
 public:
  RawListener();
  ~RawListener();
  RawListener(const RawListener&) = delete;
  RawListener& operator=(const RawListener&) = delete;

  std::uint16_t port() const { return port_; }
  RawClient accept();
  bool has_waiting() const;  // a connection that nobody has accepted yet

 private:
  int descriptor_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace recado::net::testing
