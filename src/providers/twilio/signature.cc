#include "providers/twilio/signature.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/crypto.h"
#include "net/http.h"
#include "providers/twilio/form_fields.h"

namespace recado::twilio {

namespace {

constexpr std::string_view k_body_hash = "bodySHA256";

// Names in the order of their bytes, each with its different values in order.
std::string joined(const FormFields& fields) {
  std::map<std::string_view, std::set<std::string_view>> sorted;
  for (const auto& [name, value] : fields.all()) sorted[name].insert(value);
  std::string text;
  for (const auto& [name, values] : sorted) {
    for (const auto value : values) text.append(name).append(value);
  }
  return text;
}

bool is_form(std::string_view content_type) { return content_type.starts_with("application/x-www-form-urlencoded"); }

bool hash_is_right(std::string_view url, std::string_view body) {
  const auto question = url.find('?');
  if (question == std::string_view::npos) return false;
  const auto query = net::Query::parse(url.substr(question + 1));
  const auto hash = query.get(k_body_hash);
  return hash && crypto::equal_in_constant_time(*hash, crypto::sha256_hex(body));
}

// What is signed behind the address; nothing when the body cannot have been signed at all.
std::optional<std::string> signed_behind(const SignedDelivery& delivery) {
  if (delivery.body.empty()) return std::string{};
  if (is_form(delivery.content_type)) {
    const auto fields = FormFields::parse(delivery.body);
    return fields ? std::optional{joined(*fields)} : std::nullopt;
  }
  if (hash_is_right(delivery.url, delivery.body)) return std::string{};
  return {};
}

// Where the port of an address begins and ends; both at the end of the host when it has none.
struct PortPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<PortPlace> port_place(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t authority = scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", authority), url.size());
  const std::string_view text = url.substr(authority, end - authority);
  const auto at = text.rfind('@');
  const std::size_t host = at == std::string_view::npos ? 0 : at + 1;
  // "[::1]:8080": the colons within the brackets are the address.
  const auto bracket = text.find(']', host);
  const auto colon = text.find(':', bracket == std::string_view::npos ? host : bracket);
  if (colon == std::string_view::npos) return PortPlace{end, end};
  return PortPlace{authority + colon, end};
}

std::vector<std::string> spellings(std::string_view url) {
  std::vector<std::string> urls{std::string{url}};
  if (const auto place = port_place(url)) {
    const std::string before{url.substr(0, place->begin)};
    const std::string behind{url.substr(place->end)};
    if (place->begin < place->end) {
      urls.push_back(before + behind);
    } else {
      urls.push_back(before + (url.starts_with("https://") ? ":443" : ":80") + behind);
    }
  }
  for (std::size_t i = 0, count = urls.size(); i < count && url.find('\'') != std::string_view::npos; ++i) {
    std::string escaped;
    for (const char c : urls[i]) c == '\'' ? escaped.append("%27") : escaped.append(1, c);
    urls.push_back(std::move(escaped));
  }
  return urls;
}

}  // namespace

bool verify_signature(std::string_view auth_token, const SignedDelivery& delivery) {
  if (auth_token.empty() || delivery.signature.empty()) return false;
  const auto behind = signed_behind(delivery);
  if (!behind) return false;
  return std::ranges::any_of(spellings(delivery.url), [&](const std::string& url) {
    const std::string expected = crypto::to_base64(crypto::hmac_sha1(auth_token, url + *behind));
    return crypto::equal_in_constant_time(expected, delivery.signature);
  });
}

}  // namespace recado::twilio
