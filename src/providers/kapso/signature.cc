#include "providers/kapso/signature.h"

#include "base/crypto.h"

namespace recado::kapso {

bool verify_signature(std::string_view secret_key, std::string_view header_value, std::string_view body) {
  if (secret_key.empty()) return false;
  constexpr std::string_view prefix = "sha256=";
  if (header_value.starts_with(prefix)) header_value.remove_prefix(prefix.size());
  return crypto::equal_in_constant_time(crypto::hmac_sha256_hex(secret_key, body), header_value);
}

}  // namespace recado::kapso
