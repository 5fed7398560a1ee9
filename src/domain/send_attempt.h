// One time that a provider was asked to send a message of ours, and what came of it: what a person is shown who wants to
// know why a message is late or failed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/send.h"

namespace recado {

// The numbers are stored: never renumber.
enum class AttemptOutcome : std::uint8_t { accepted = 0, retry_later = 1, rejected = 2, unknown = 3 };
std::string_view to_text(AttemptOutcome outcome);

struct SendAttempt {
  int number = 1;  // 1: the first
  UtcMs asked_at{};
  AttemptOutcome outcome = AttemptOutcome::accepted;
  std::string reason;   // stable word: of a rejection its reason, of a later try its cause; else empty
  std::string message;  // for a person; may be empty
  std::optional<std::int64_t> provider_code;
  std::optional<UtcMs> next_at;  // of a later try: when, unless it was the last
};

// So many are kept of a message.
constexpr int k_kept_attempts = 20;

SendAttempt attempt_of(int number, UtcMs asked_at, const SendOutcome& outcome);

// The program ended between asking and learning the answer.
SendAttempt interrupted_attempt(int number, UtcMs asked_at);

}  // namespace recado
