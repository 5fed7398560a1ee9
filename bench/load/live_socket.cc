#include "load/live_socket.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace recado::bench {

namespace {

constexpr unsigned k_text = 1;
constexpr unsigned k_close = 8;
constexpr unsigned k_ping = 9;

struct Frame {
  unsigned kind = 0;
  std::string_view payload;
  std::size_t bytes = 0;  // with its head; 0: not all of it is there
};

std::uint64_t number_at(std::string_view bytes, std::size_t from, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8 | static_cast<unsigned char>(bytes[from + i]);
  return number;
}

Frame first_frame(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  const auto first = static_cast<unsigned char>(bytes[0]);
  std::uint64_t length = static_cast<unsigned char>(bytes[1]) & 0x7fU;
  const std::size_t extra = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (bytes.size() < 2 + extra) return {};
  if (extra > 0) length = number_at(bytes, 2, extra);
  if (bytes.size() < 2 + extra + length) return {};
  return {first & 0x0fU, bytes.substr(2 + extra, length), 2 + extra + length};
}

}  // namespace

LiveSocket::LiveSocket(const Address& address, const std::string& api_key) : fd_(connect_to(address)) {
  send_all(fd_.get(), "GET /v1/live HTTP/1.1\r\nHost: " + address.text() + "\r\nAuthorization: Bearer " + api_key +
                          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  std::array<char, 4096> bytes;
  while (buffer_.find("\r\n\r\n") == std::string::npos) {
    const auto got = ::recv(fd_.get(), bytes.data(), bytes.size(), 0);
    if (got <= 0) fail("The stream was not opened: " + buffer_);
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  }
  if (!buffer_.starts_with("HTTP/1.1 101")) fail("The stream was refused: " + buffer_);
  buffer_.erase(0, buffer_.find("\r\n\r\n") + 4);
  make_nonblocking(fd_.get());
}

bool LiveSocket::receive(const std::function<void(std::string_view)>& each) {
  std::array<char, 65536> bytes;
  const auto got = ::recv(fd_.get(), bytes.data(), bytes.size(), 0);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return false;
  if (got > 0) buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  const bool is_open = take_frames(each);
  if (buffer_.empty()) buffer_.shrink_to_fit();  // thousands of these wait side by side
  return is_open;
}

bool LiveSocket::take_frames(const std::function<void(std::string_view)>& each) {
  std::size_t used = 0;
  bool is_open = true;
  while (is_open) {
    const Frame frame = first_frame(std::string_view{buffer_}.substr(used));
    if (frame.bytes == 0) break;
    if (frame.kind == k_text) each(frame.payload);
    if (frame.kind == k_ping) pong(frame.payload);
    is_open = frame.kind != k_close;
    used += frame.bytes;
  }
  buffer_.erase(0, used);
  return is_open;
}

void LiveSocket::pong(std::string_view payload) {
  std::string frame{"\x8a"};
  frame += static_cast<char>(0x80 | payload.size());
  frame.append(4, '\0');  // a mask of zeros leaves the payload as it is
  frame += payload;
  send_all(fd_.get(), frame);
}

}  // namespace recado::bench
