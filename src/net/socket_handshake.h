// The request that begins a WebSocket (RFC 6455, 4.2.1): checked before its handler is asked, answered by Beast after.
#pragma once

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <optional>

#include "net/http.h"
#include "net/refusal.h"

namespace recado::net {

using HandshakeRequest = boost::beast::http::request<boost::beast::http::empty_body>;

// Only what the handshake needs; extensions and subprotocols are not offered.
HandshakeRequest handshake_of(const Request& request);

// What keeps the request from being a handshake, if anything does.
std::optional<Refusal> handshake_error(const Request& request);

}  // namespace recado::net
