// What came of asking providers to send the messages of one workspace, inside one transaction.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/ids.h"
#include "domain/send_attempt.h"

namespace recado {

class SendAttempts {
 public:
  virtual ~SendAttempts() = default;
  // Keeps it beside the last k_kept_attempts - 1; one of the same number is there already: nothing is written.
  virtual Result<void> add(MessageId message, const SendAttempt& attempt) = 0;
  virtual Result<std::vector<SendAttempt>> of_message(MessageId message) = 0;  // in order
};

}  // namespace recado
