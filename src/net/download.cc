#include "net/download.h"

#include <algorithm>

namespace recado::net {

namespace {

constexpr int k_most_redirects = 5;
// Some of Meta's file servers refuse clients that do not say who they are (reference: media).
constexpr std::string_view k_user_agent = "Recado/1.0";

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Where a Location leads; empty when it leads nowhere that may be followed.
std::string next_url(const std::string& from, std::string_view location) {
  if (location.empty() || location.starts_with("//")) return {};
  if (location.starts_with('/')) return origin_of(from) + std::string{location};
  const std::string origin = origin_of(location);
  if (origin.empty() || (from.starts_with("https://") && !origin.starts_with("https://"))) return {};
  return std::string{location};
}

}  // namespace

std::string origin_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    const auto end = std::min(url.find_first_of("/?#", scheme.size()), url.size());
    const auto authority = url.substr(scheme.size(), end - scheme.size());
    if (authority.empty() || authority.find('@') != authority.npos) return {};
    return std::string{url.substr(0, end)};
  }
  return {};
}

std::string host_of(std::string_view url) {
  std::string host = origin_of(url);
  host.erase(0, host.find("//") == host.npos ? host.size() : host.find("//") + 2);
  if (!host.starts_with('[')) host.resize(std::min(host.find(':'), host.size()));
  std::ranges::transform(host, host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return host;
}

std::expected<Response, ClientFailure> download(HttpClient& http, const Download& wanted) {
  ClientRequest request;
  request.url = wanted.url;
  request.timeout = wanted.timeout;
  request.stall = wanted.stall;
  request.max_response_bytes = std::size_t{64} * 1024;  // of an error's page
  request.on_head = wanted.on_head;
  request.on_body = wanted.on_body;
  for (int hop = 0; hop <= k_most_redirects; ++hop) {
    request.headers = {};
    if (origin_of(request.url) == origin_of(wanted.url)) request.headers = wanted.secrets;
    request.headers.set("User-Agent", std::string{k_user_agent});
    auto response = http.send(request);
    if (!response || !is_redirect(response->status)) return response;
    request.url = next_url(request.url, response->headers.get("Location"));
    if (request.url.empty()) break;
  }
  return std::unexpected(ClientFailure{SendState::unknown, "The file's address leads nowhere."});
}

}  // namespace recado::net
