// X-Hub-Signature-256: proof that a delivery comes from Meta (reference, 1.2).
#pragma once

#include <string_view>

namespace recado::meta {

// `header_value` must be "sha256=" and 64 lower-case hex digits: HMAC-SHA256 of the raw body under the app secret. An
// empty secret proves nothing and verifies nothing.
bool verify_signature(std::string_view app_secret, std::string_view header_value, std::string_view body);

}  // namespace recado::meta
