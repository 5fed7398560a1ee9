#include "providers/twilio/rest.h"

#include <algorithm>

#include "base/crypto.h"

namespace recado::twilio {

namespace {

constexpr std::string_view k_version = "2010-04-01";

std::string_view without_slash(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

bool is_visible(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

std::string account_url(const ProviderAccess& access, std::string_view path) {
  return std::string{without_slash(access.base_url)} + "/" + std::string{k_version} + "/Accounts/" +
         net::percent_encode(access.account_id) + "/" + std::string{path};
}

std::string url_below(const ProviderAccess& access, std::string_view uri) {
  return std::string{without_slash(access.base_url)} + std::string{uri};
}

std::string authorization_of(const ProviderAccess& access) {
  const std::string& user = access.api_key_id.empty() ? access.account_id : access.api_key_id;
  if (!is_visible(user) || user.find(':') != std::string::npos || !is_visible(access.access_token)) return {};
  return "Basic " + crypto::to_base64(user + ":" + access.access_token);
}

Form& Form::add(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  if (!text_.empty()) text_ += '&';
  text_.append(net::percent_encode(name)).append("=").append(net::percent_encode(value));
  return *this;
}

}  // namespace recado::twilio
