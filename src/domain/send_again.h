// Which messages of ours a person may send again by hand. What was sent is sent anew as a message of its own that is linked
// to the first; only the end of such a chain may be sent again, so that nobody sends the same twice at once.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/stored_message.h"

namespace recado {

// The answer was lost and no status came in time: it may have arrived, and a person decides.
constexpr std::string_view k_outcome_unknown = "outcome_unknown";

bool may_be_sent_again(const StoredMessage& message);

// `retry`: what it was sent again as, if it was. Errors: conflict with reason "not_ours", "on_its_way", "not_failed" or
// "sent_again" (with the fact "retried_by").
Result<void> check_send_again(const StoredMessage& message, const StoredMessage* retry);

}  // namespace recado
