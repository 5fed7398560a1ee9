// The control API's calls about business numbers.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "simulator/ledger.h"
#include "simulator/webhook_challenge.h"

namespace recado::simulator {

std::string list_numbers(const World& world);
// Members that are absent keep what they were. Errors: invalid.
Result<std::string> put_number(Ledger& ledger, const std::string& number_id, std::string_view body);
// Asks the number's callback for its challenge, as the provider's dashboard does. Errors: not_found.
Result<std::string> verify_number(const Ledger& ledger, const std::string& number_id, const Challenge& challenge);

}  // namespace recado::simulator
