// The command `recado webhook parse`: reads deliveries as JSON lines and prints what is extracted from each, so that a
// provider's recorded deliveries can be checked without a server. Nothing is stored and signatures are not checked.
#pragma once

#include <istream>
#include <ostream>
#include <string_view>

namespace recado {

// In, one delivery a line: {"method", "headers", "query", "body_base64"}. Out, one answer a line, in the same order:
// {"outcome": "process" | "ignore" | "reject" | "verify", "events", "response_body"}. Returns the exit status: 0, or 2
// when the provider is not known or a line is no delivery.
int run_webhook_parse(std::string_view provider, std::string_view verify_token, std::istream& in, std::ostream& out);

}  // namespace recado
