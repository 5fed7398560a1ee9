#include "domain/send_again.h"

#include <gtest/gtest.h>

#include "domain/send_attempt.h"

namespace recado {
namespace {

StoredMessage ours(DeliveryStatus status, std::string reason = {}) {
  StoredMessage message;
  message.id = MessageId{7};
  message.direction = Direction::outbound;
  message.client_key = "key";
  message.status = status;
  if (!reason.empty()) message.error = DeliveryError{std::move(reason), "It failed.", "Do something."};
  return message;
}

std::string refusal(const StoredMessage& message, const StoredMessage* retry = nullptr) {
  const auto checked = check_send_again(message, retry);
  if (checked) return {};
  EXPECT_EQ(checked.error().code, ErrorCode::conflict);
  EXPECT_FALSE(checked.error().next_step.empty());
  return checked.error().reason;
}

TEST(SendingAgain, IsForWhatFailedAndForWhatNobodyKnowsAnyMore) {
  EXPECT_EQ(refusal(ours(DeliveryStatus::failed, "not_on_whatsapp")), "");
  EXPECT_EQ(refusal(ours(DeliveryStatus::unknown, "outcome_unknown")), "");
}

TEST(SendingAgain, WaitsUntilTheOutcomeIsKnown) {
  EXPECT_EQ(refusal(ours(DeliveryStatus::queued)), "on_its_way");
  EXPECT_EQ(refusal(ours(DeliveryStatus::unknown)), "on_its_way");
  EXPECT_EQ(refusal(ours(DeliveryStatus::unknown, "awaiting_status")), "on_its_way");
}

TEST(SendingAgain, IsNotForWhatHasGoneOut) {
  for (const auto status :
       {DeliveryStatus::sent, DeliveryStatus::delivered, DeliveryStatus::read, DeliveryStatus::played}) {
    EXPECT_EQ(refusal(ours(status)), "not_failed") << to_text(status);
  }
}

TEST(SendingAgain, IsNotForWhatWasWrittenElsewhere) {
  StoredMessage echo = ours(DeliveryStatus::failed, "invalid");
  echo.client_key.reset();
  EXPECT_EQ(refusal(echo), "not_ours");
  StoredMessage theirs = ours(DeliveryStatus::received);
  theirs.direction = Direction::inbound;
  EXPECT_EQ(refusal(theirs), "not_ours");
}

TEST(SendingAgain, HappensOnceAndThenToTheNewerMessage) {
  StoredMessage failed = ours(DeliveryStatus::failed, "invalid");
  failed.retried_by = MessageId{8};
  EXPECT_FALSE(may_be_sent_again(failed));
  StoredMessage retry = ours(DeliveryStatus::queued);
  retry.id = MessageId{8};
  EXPECT_EQ(refusal(failed, &retry), "sent_again");
  retry.status = DeliveryStatus::failed;
  const auto newer = check_send_again(failed, &retry);
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.error().next_step.find(retry.id.text()), std::string::npos);
  EXPECT_EQ(refusal(retry), "");
}

TEST(AnAttempt, SaysWhatTheProviderAnswered) {
  const auto later = attempt_of(3, utc_seconds(5), RetryLater{RetryLater::Cause::pair_rate, {}, "131056"});
  EXPECT_EQ(later.number, 3);
  EXPECT_EQ(later.outcome, AttemptOutcome::retry_later);
  EXPECT_EQ(later.reason, "pair_rate");
  const auto rejected = attempt_of(1, utc_seconds(5), Rejected{"not_on_whatsapp", "No such number.", "Ask.", 131026});
  EXPECT_EQ(rejected.outcome, AttemptOutcome::rejected);
  EXPECT_EQ(rejected.reason, "not_on_whatsapp");
  EXPECT_EQ(rejected.provider_code, 131026);
  EXPECT_EQ(attempt_of(1, utc_seconds(5), Accepted{"wamid.1", ""}).outcome, AttemptOutcome::accepted);
  EXPECT_EQ(attempt_of(1, utc_seconds(5), OutcomeUnknown{"lost"}).outcome, AttemptOutcome::unknown);
}

}  // namespace
}  // namespace recado
