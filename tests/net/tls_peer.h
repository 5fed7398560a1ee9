// One TLS connection with a certificate that nobody has signed, for a client that has to refuse it.
#pragma once

#include <cstdint>

namespace recado::net::testing {

// Takes part in the handshake on a connection that was accepted; true when the client went through with it.
bool client_trusts_self_signed(int descriptor);

}  // namespace recado::net::testing
