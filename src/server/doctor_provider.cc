#include "server/doctor_provider.h"

#include <fmt/format.h>

#include <ctime>

#include "net/http_client.h"

namespace recado::server {

namespace {

using Grade = Finding::Grade;

constexpr auto k_patience = std::chrono::seconds{5};
constexpr auto k_clock_off = std::chrono::seconds{30};

std::optional<UtcMs> date_of(const net::Response& response) {
  const std::string text{response.headers.get("Date")};
  std::tm parts{};
  if (text.empty() || !::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts)) return {};
  return utc_seconds(::timegm(&parts));
}

bool is_local(const std::string& url) {
  return url.starts_with("http://127.") || url.starts_with("http://[::1]") || url.starts_with("http://localhost");
}

}  // namespace

Finding check_provider(const std::string& base_url, const Clock& clock) {
  const std::string name = "provider " + base_url;
  net::HttpClient http;
  const auto answer =
      http.send({.method = "GET", .url = base_url + "/", .connect_timeout = k_patience, .timeout = k_patience});
  if (!answer) {
    // The sandbox's simulator only runs while the server does.
    if (is_local(base_url)) return {Grade::warn, name, answer.error().message, "start `recado serve --sandbox`"};
    return {Grade::fail, name, answer.error().message,
            "check name resolution, the firewall and the proxy of this machine"};
  }
  const auto date = date_of(*answer);
  if (date && std::chrono::abs(*date - clock.now()) > k_clock_off) {
    return {Grade::fail, name,
            fmt::format("reachable; its clock is {} s from ours", std::chrono::abs(*date - clock.now()).count() / 1000),
            "synchronise the clock (timedatectl set-ntp true)"};
  }
  return {Grade::ok, name, fmt::format("answers ({})", answer->status), {}};
}

}  // namespace recado::server
