// Ids as the provider makes them: they look real, so that nobody's parser learns to rely on the simulator's own.
#pragma once

#include <string>
#include <string_view>

namespace recado::simulator {

enum class WamidSide { from_customer, from_business };

// "wamid." and base64 of what real ones hold: the customer's number (or user id) and a random id.
std::string new_wamid(std::string_view customer_address, WamidSide side);
std::string new_fbtrace_id();
// `count` decimal digits that do not start with 0
std::string new_decimal_id(std::size_t count);
// 32 hex digits
std::string new_conversation_id();
// "SM" and 32 hex digits, as Twilio's
std::string new_sid(std::string_view kind);
std::string new_uuid();
// Always the same for the same words.
std::string uuid_of(std::string_view words);

}  // namespace recado::simulator
