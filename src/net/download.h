// Fetching a file piece by piece, following redirects as a browser would, except that what proves who we are stays with the
// host it was meant for.
#pragma once

#include <expected>
#include <functional>
#include <string>

#include "net/http_client.h"

namespace recado::net {

struct Download {
  std::string url;
  Headers secrets;  // sent to the host of `url` only
  std::chrono::milliseconds timeout{300'000};
  std::chrono::seconds stall{30};  // the most that may pass without a byte
  std::function<bool(const Response& head)> on_head;
  std::function<bool(std::string_view bytes)> on_body;
};

// The response of the last host, its body only when it is no 2xx. At most five redirects, never from https to http.
std::expected<Response, ClientFailure> download(HttpClient& http, const Download& wanted);

// "https://host:8443" of a URL; empty when it is none of http or https.
std::string origin_of(std::string_view url);
// "host" of a URL, lower case, without the port.
std::string host_of(std::string_view url);

}  // namespace recado::net
