// The first lines of a response as they go over the wire.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "net/http.h"

namespace recado::net {

enum class KeepAlive {
  close,    // said in the response
  silent,   // HTTP/1.1: the default, not said
  spelled,  // HTTP/1.0: has to be said
};

// Replaces `out`. Length, connection and date are the server's: those that the response brings along are left out,
// and so is a header with a line break, which would let a value write headers of its own.
void write_response_head(std::string& out, const Response& response, KeepAlive keep_alive, std::string_view date);

// A name or value with a line break or NUL would write headers of its own.
bool breaks_the_line(std::string_view text);

// 204, 304 and 1xx never have a body.
bool may_have_body(int status);
inline std::string_view body_of(const Response& response) {
  return response.static_body.empty() ? std::string_view{response.body} : response.static_body;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(std::chrono::system_clock::time_point time);

}  // namespace recado::net
