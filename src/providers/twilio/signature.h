// X-Twilio-Signature: proof that a delivery comes from the account whose auth token we have (reference, 2).
#pragma once

#include <string>
#include <string_view>

#include "ports/provider.h"

namespace recado::twilio {

// Twilio signs the address as it is in its console, sometimes with a port and sometimes without, and sometimes with "'"
// escaped: each of these spellings of `delivery.url` is tried. A form's parameters are signed along; for any other body the
// address carries its hash. An empty token proves nothing and verifies nothing.
bool verify_signature(std::string_view auth_token, const SignedDelivery& delivery);

}  // namespace recado::twilio
