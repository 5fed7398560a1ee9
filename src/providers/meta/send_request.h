// A send as Meta wants it, and what Meta's answer means; no network here.
#pragma once

#include <string>

#include "domain/send.h"
#include "net/http.h"

namespace recado::meta {

// Body of POST /{number}/messages. Our message id travels as callback data and comes back with every status: Meta knows
// no idempotency key (reference, 4.1).
std::string request_body(const SendRequest& request);

SendOutcome outcome_of_response(const net::Response& response);

}  // namespace recado::meta
