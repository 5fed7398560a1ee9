#include "store/send_attempts.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_add{
    "INSERT INTO send_attempt (workspace_id, message_id, number, asked_at, outcome, reason, message, provider_code, "
    "next_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"};
constexpr sql::Statement k_forget{
    "DELETE FROM send_attempt WHERE workspace_id = $1 AND message_id = $2 AND number <= $3"};
constexpr sql::Statement k_of_message{
    "SELECT number, asked_at, outcome, reason, message, provider_code, next_at FROM send_attempt "
    "WHERE workspace_id = $1 AND message_id = $2 ORDER BY number"};

}  // namespace

Result<void> SqlSendAttempts::add(MessageId message, const SendAttempt& attempt) {
  const auto added =
      connection_.run(k_add, {workspace_, message, attempt.number, attempt.asked_at, static_cast<int>(attempt.outcome),
                              attempt.reason, attempt.message, attempt.provider_code, attempt.next_at});
  if (!added) return added.error();
  if (attempt.number <= k_kept_attempts) return {};
  const auto forgotten = connection_.run(k_forget, {workspace_, message, attempt.number - k_kept_attempts});
  if (!forgotten) return forgotten.error();
  return {};
}

Result<std::vector<SendAttempt>> SqlSendAttempts::of_message(MessageId message) {
  std::vector<SendAttempt> attempts;
  const auto ran = connection_.run(k_of_message, {workspace_, message}, [&](const sql::Row& row) {
    SendAttempt attempt;
    attempt.number = static_cast<int>(row.integer(0));
    attempt.asked_at = row.time(1);
    attempt.outcome = static_cast<AttemptOutcome>(row.integer(2));
    attempt.reason = row.string(3);
    attempt.message = row.string(4);
    attempt.provider_code = row.maybe_integer(5);
    attempt.next_at = row.maybe_time(6);
    attempts.push_back(std::move(attempt));
  });
  if (!ran) return ran.error();
  return attempts;
}

}  // namespace recado::store
