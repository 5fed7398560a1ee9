// X-Webhook-Signature: proof that a delivery comes from Kapso (reference, 4).
#pragma once

#include <string_view>

namespace recado::kapso {

// `header_value` is the HMAC-SHA256 of the raw body under the webhook's secret key, as 64 lower-case hex digits. Kapso
// writes no "sha256=" before it; one is let pass. An empty key proves nothing and verifies nothing.
bool verify_signature(std::string_view secret_key, std::string_view header_value, std::string_view body);

}  // namespace recado::kapso
