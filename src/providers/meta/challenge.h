// The handshake Meta makes when a callback URL is saved (reference, 1.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/http.h"

namespace recado::meta {

// What to answer, as text/plain and byte for byte; nothing when the request must be refused (403). The challenge is
// opaque. An empty verify token is no token: it refuses everything.
std::optional<std::string> answer_challenge(const net::Query& query, std::string_view verify_token);

}  // namespace recado::meta
