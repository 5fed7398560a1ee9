// What is asked of a provider when a message goes out, and what its answer means. The provider's error becomes one value
// that carries the decision; what the words were stays in the provider's folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/outgoing.h"

namespace recado {

struct SendRequest {
  MessageId message;        // travels as callback data and comes back with every status
  std::string to_phone;     // digits; empty when the customer is known by user id only
  std::string to_user_id;   // business-scoped user id; used when there is no number
  OutgoingContent content;  // a medium has its provider_id or its link by now
  std::string reply_to;     // provider's id of the quoted message; may be empty
  std::string about;        // provider's id of the message that a reaction is about
};

// The provider has taken it; delivery is told by statuses.
struct Accepted {
  std::string provider_message_id;
  std::string recipient_wa_id;  // what the provider made of the number; may differ from what was asked
};

// The same request may be sent again, not before `after` has passed.
struct RetryLater {
  enum class Cause { unreachable, number_rate, pair_rate, provider_trouble };
  Cause cause = Cause::unreachable;
  DurationMs after{0};  // the least the provider asks for; zero leaves it to the back-off
  std::string why;
};

// It will not be sent. `reason` is a stable word for the screen to explain; `next_step` is for the person.
struct Rejected {
  std::string
      reason;  // "window_closed", "contact_stopped", "not_on_whatsapp", "credentials", "billing", "policy", "invalid", …
  std::string message;
  std::string next_step;
  std::optional<std::int64_t> provider_code;
};

// The request left and no answer came: it may have gone out. Nothing is sent again before a status tells.
struct OutcomeUnknown {
  std::string why;
};

using SendOutcome = std::variant<Accepted, RetryLater, Rejected, OutcomeUnknown>;

// How long to wait before attempt number `attempt` (1 is the first retry): 2 s, doubled each time, at most 10 minutes;
// a pair limit waits 4^attempt s and at least 6 s (Meta, "Pair rate limits").
DurationMs backoff(RetryLater::Cause cause, int attempt);

// After so many attempts a message fails with the last reason instead of waiting on: about a day of trying.
constexpr int k_most_attempts = 150;

}  // namespace recado
