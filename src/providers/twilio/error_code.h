// Twilio's error codes one by one: what becomes of the send, and the reason word that explains it.
#pragma once

#include <cstdint>
#include <string_view>

namespace recado::twilio {

enum class Remedy {
  reject,       // the same request fails again, now or for hours
  number_rate,  // our number or account sends too fast; nothing was taken
  unknown,      // a fault that may have come after the message was taken
};

struct ErrorCodeRow {
  std::int64_t first, last;  // codes, inclusive
  Remedy remedy;
  std::string_view reason;
};

// Null when the code is not in the reference and in none of its ranges.
const ErrorCodeRow* find_error_code(std::int64_t code);

}  // namespace recado::twilio
