#include "providers/meta/signature.h"

#include "base/crypto.h"

namespace recado::meta {

bool verify_signature(std::string_view app_secret, std::string_view header_value, std::string_view body) {
  constexpr std::string_view prefix = "sha256=";
  if (app_secret.empty() || !header_value.starts_with(prefix)) return false;
  header_value.remove_prefix(prefix.size());
  return crypto::equal_in_constant_time(crypto::hmac_sha256_hex(app_secret, body), header_value);
}

}  // namespace recado::meta
