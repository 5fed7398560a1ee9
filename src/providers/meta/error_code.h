// Meta's error codes one by one: what becomes of the send, and the reason word that explains it.
#pragma once

#include <cstdint>
#include <string_view>

namespace recado::meta {

enum class Remedy {
  reject,       // the same request fails again, now or for hours
  number_rate,  // our number, account or app sends too fast
  pair_rate,    // too fast to this one person
  busy,         // refused before anything was taken: the same request may be sent again
  unknown,      // a fault that may have come after the message was taken
};

struct ErrorCodeRow {
  std::int64_t first, last;  // codes, inclusive
  Remedy remedy;
  std::string_view reason;
};

// Null when the code is not in the reference.
const ErrorCodeRow* find_error_code(std::int64_t code);

}  // namespace recado::meta
