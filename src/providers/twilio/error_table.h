// What Twilio's error codes mean, for answers to a send and for status callbacks alike (reference, 4.5). The code decides,
// then the HTTP status.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/send.h"

namespace recado::twilio {

// `reason` is the stable word that screens translate by, the same for what means the same at another provider; the
// sentences are for logs and the API.
struct ErrorMeaning {
  std::string_view reason;
  std::string_view message;
  std::string_view next_step;
};

ErrorMeaning explain(std::int64_t code);

// An answer of the Messages API that is not a success.
struct ApiError {
  int http_status = 0;
  std::optional<std::int64_t> code;  // none: there was no error object to read
  std::string details;               // what Twilio says in words
  std::optional<DurationMs> retry_after;
};

// Whether the send may be tried again, is refused, or may have gone out after all.
SendOutcome outcome_of(const ApiError& error);

}  // namespace recado::twilio
