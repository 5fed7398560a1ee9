#include "net/socket_handshake.h"

#include <boost/beast/websocket/rfc6455.hpp>

#include <string>

namespace recado::net {

HandshakeRequest handshake_of(const Request& request) {
  HandshakeRequest handshake{boost::beast::http::verb::get, "/", 11};
  for (const auto name : {"Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"}) {
    if (request.headers.has(name)) handshake.set(name, std::string{request.headers.get(name)});
  }
  return handshake;
}

std::optional<Refusal> handshake_error(const Request& request) {
  constexpr std::size_t k_key_digits = 24;  // 16 bytes in base64
  if (request.method != "GET" || !request.body.empty()) return Refusal{400, "A WebSocket begins with a plain GET."};
  if (request.headers.get("Sec-WebSocket-Version") != "13") return Refusal{426, "Only WebSocket version 13 is spoken."};
  if (!boost::beast::websocket::is_upgrade(handshake_of(request)) ||
      request.headers.get("Sec-WebSocket-Key").size() != k_key_digits) {
    return Refusal{400, "The WebSocket handshake is not complete."};
  }
  return {};
}

}  // namespace recado::net
