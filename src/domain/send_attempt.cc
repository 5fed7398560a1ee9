#include "domain/send_attempt.h"

namespace recado {

namespace {

std::string_view to_text(RetryLater::Cause cause) {
  switch (cause) {
    case RetryLater::Cause::unreachable: return "unreachable";
    case RetryLater::Cause::number_rate: return "number_rate";
    case RetryLater::Cause::pair_rate: return "pair_rate";
    case RetryLater::Cause::provider_trouble: return "provider_trouble";
  }
  return "provider_trouble";
}

}  // namespace

std::string_view to_text(AttemptOutcome outcome) {
  switch (outcome) {
    case AttemptOutcome::accepted: return "accepted";
    case AttemptOutcome::retry_later: return "retry_later";
    case AttemptOutcome::rejected: return "rejected";
    case AttemptOutcome::unknown: return "unknown";
  }
  return "unknown";
}

SendAttempt attempt_of(int number, UtcMs asked_at, const SendOutcome& outcome) {
  SendAttempt attempt;
  attempt.number = number;
  attempt.asked_at = asked_at;
  if (const auto* later = std::get_if<RetryLater>(&outcome)) {
    attempt.outcome = AttemptOutcome::retry_later;
    attempt.reason = to_text(later->cause);
    attempt.message = later->why;
  } else if (const auto* rejected = std::get_if<Rejected>(&outcome)) {
    attempt.outcome = AttemptOutcome::rejected;
    attempt.reason = rejected->reason;
    attempt.message = rejected->message;
    attempt.provider_code = rejected->provider_code;
  } else if (const auto* lost = std::get_if<OutcomeUnknown>(&outcome)) {
    attempt.outcome = AttemptOutcome::unknown;
    attempt.message = lost->why;
  }
  return attempt;
}

SendAttempt interrupted_attempt(int number, UtcMs asked_at) {
  return attempt_of(number, asked_at, OutcomeUnknown{"Recado was stopped before the answer came."});
}

}  // namespace recado
