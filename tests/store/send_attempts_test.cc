#include "store_test.h"

namespace recado::store {
namespace {

class SendAttemptsTest : public StoreTest {
 protected:
  void keep(int number) {
    write([&](Transaction& tx) {
      SendAttempt attempt = attempt_of(number, utc_seconds(number), Rejected{"policy", "No.", "Ask.", 368});
      attempt.next_at = utc_seconds(number + 60);
      return tx.send_attempts().add(MessageId{5}, attempt);
    });
  }
  std::vector<SendAttempt> kept(MessageId message = MessageId{5}) {
    std::vector<SendAttempt> attempts;
    read([&](Transaction& tx) { attempts = tx.send_attempts().of_message(message).value(); });
    return attempts;
  }
};

TEST_P(SendAttemptsTest, AreReadAsTheyWereKept) {
  keep(1);
  ASSERT_EQ(kept().size(), 1U);
  const SendAttempt attempt = kept().front();
  EXPECT_EQ(attempt.number, 1);
  EXPECT_EQ(attempt.asked_at, utc_seconds(1));
  EXPECT_EQ(attempt.outcome, AttemptOutcome::rejected);
  EXPECT_EQ(attempt.reason, "policy");
  EXPECT_EQ(attempt.message, "No.");
  EXPECT_EQ(attempt.provider_code, 368);
  EXPECT_EQ(attempt.next_at, utc_seconds(61));
  EXPECT_TRUE(kept(MessageId{6}).empty());
}

TEST_P(SendAttemptsTest, TheLastTwentyAreKept) {
  for (int number = 1; number <= 25; ++number) keep(number);
  keep(25);
  const auto attempts = kept();
  ASSERT_EQ(attempts.size(), 20U);
  EXPECT_EQ(attempts.front().number, 6);
  EXPECT_EQ(attempts.back().number, 25);
}

TEST_P(SendAttemptsTest, OnlyOneMessageSendsAnotherAgain) {
  write([&](Transaction& tx) -> Result<void> {
    const std::vector messages{message(1, "failed"), message(2, "again"), message(3, "again")};
    if (auto inserted = tx.messages().insert(messages); !inserted) return inserted.error();
    EXPECT_TRUE(tx.messages().link_retry(MessageId{1}, MessageId{2}));
    EXPECT_EQ(tx.messages().link_retry(MessageId{1}, MessageId{3}).error().code, ErrorCode::conflict);
    const MessageId ids[] = {MessageId{1}, MessageId{2}, MessageId{3}};
    const auto loaded = tx.messages().load(ids).value();
    EXPECT_EQ(loaded[0].retried_by, MessageId{2});
    EXPECT_EQ(loaded[1].retry_of, MessageId{1});
    EXPECT_FALSE(loaded[2].retry_of);
    return {};
  });
}

INSTANTIATE_TEST_SUITE_P(On, SendAttemptsTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::store
