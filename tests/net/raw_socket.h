// A WebSocket client that writes and reads single frames, so that a test can be slow, wrong or silent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/raw_client.h"

namespace recado::net::testing {

struct Frame {
  int opcode = -1;  // -1: the connection ended
  std::string payload;

  int close_code() const {
    if (opcode != 8 || payload.size() < 2) return 0;
    return static_cast<unsigned char>(payload[0]) * 256 + static_cast<unsigned char>(payload[1]);
  }
};

class RawSocket {
 public:
  static constexpr int k_text = 1, k_binary = 2, k_close = 8, k_ping = 9, k_pong = 10;

  RawSocket(std::uint16_t port, std::string_view path, std::string_view more_headers = {}) : client_(port) {
    client_.send("GET " + std::string{path} +
                 " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 std::string{more_headers} + "\r\n");
  }

  // The status of the handshake's answer; 101 when the socket is open.
  int handshake() {
    const Response response = client_.read_response();
    if (response.status == 101) accept_key_ = response.headers.get("Sec-WebSocket-Accept");
    return response.status;
  }
  const std::string& accept_key() const { return accept_key_; }

  void send(int opcode, std::string_view payload, bool last = true) {
    std::string frame;
    frame += static_cast<char>((last ? 0x80 : 0) | opcode);
    if (payload.size() < 126) {
      frame += static_cast<char>(0x80 | payload.size());
    } else {
      const bool two_bytes = payload.size() < 65'536;
      frame += static_cast<char>(0x80 | (two_bytes ? 126 : 127));
      for (int shift = two_bytes ? 8 : 56; shift >= 0; shift -= 8) frame += static_cast<char>(payload.size() >> shift);
    }
    frame += std::string_view{"\0\0\0\0", 4};  // a mask that changes nothing
    client_.send(frame + std::string{payload});
  }

  Frame read() {
    const std::string head = client_.read_exactly(2);
    if (head.size() < 2) return {};
    std::size_t size = static_cast<unsigned char>(head[1]);
    if (size >= 126) {
      const std::string longer = client_.read_exactly(size == 126 ? 2 : 8);
      size = 0;
      for (const char byte : longer) size = size * 256 + static_cast<unsigned char>(byte);
    }
    return {head[0] & 0x0f, client_.read_exactly(size)};
  }

  RawClient& raw() { return client_; }

 private:
  RawClient client_;
  std::string accept_key_;
};

}  // namespace recado::net::testing
