// Rules 2 and 4 of PRODUCT.md as far as statuses go, on both databases.
#include <algorithm>
#include <set>

#include "app/deliver_message.h"
#include "app_fixture.h"

namespace recado::test {
namespace {

// Answers what it is told to and counts how often the provider was asked.
class ScriptedSender final : public MessageSender {
 public:
  SendOutcome send(const ProviderAccess&, const SendRequest& request) override {
    ++asked;
    last = request;
    return outcome;
  }
  SendOutcome outcome = Accepted{"wamid.out", "573001234567"};
  SendRequest last;
  int asked = 0;
};

class StatusesTest : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    receive(delivery({text("wamid.in", "hello")}));
    providers_.add(Provider::meta, {.reader = reader_.get(), .sender = &sender_});
    queue_ = store::make_job_queue(*database_);
    deliver_ = std::make_unique<DeliverMessage>(*store_, *directory_, providers_, limits_, clock_);
  }

  // Runs what is due; how many jobs that were.
  int work() {
    const auto jobs = queue_->claim(JobKind::deliver, clock_.now(), std::chrono::seconds{60}, 100).value();
    for (const Job& job : jobs) EXPECT_TRUE((*deliver_)(job));
    return static_cast<int>(jobs.size());
  }

  ScriptedSender sender_;
  SendLimits limits_;
  std::unique_ptr<JobQueue> queue_;
  std::unique_ptr<DeliverMessage> deliver_;
};

TEST_P(StatusesTest, Rule2_EveryOrderOfStatusesEndsTheSame) {
  std::vector<std::string> words{"delivered", "failed", "read", "sent"};
  int n = 0;
  do {
    const auto queued = reply("reply", "key-" + std::to_string(++n));
    sender_.outcome = Accepted{"wamid.out" + std::to_string(n), "573001234567"};
    work();
    for (const std::string& word : words) receive(delivery({}, {status("wamid.out" + std::to_string(n), word)}));
    EXPECT_EQ(message(queued.id).status, DeliveryStatus::read) << n;
    EXPECT_FALSE(message(queued.id).error);
  } while (std::ranges::next_permutation(words).found);
}

TEST_P(StatusesTest, Rule2_AStatusThatComesBeforeItsMessageIsKnownIsApplied) {
  receive(delivery({}, {status("wamid.out", "read"), status("wamid.out", "delivered")}));
  const auto queued = reply();
  work();
  EXPECT_EQ(message(queued.id).status, DeliveryStatus::read);
}

TEST_P(StatusesTest, AFailureSaysWhyAndWhatToDo) {
  const auto queued = reply();
  work();
  receive(delivery({}, {status("wamid.out", "failed")}));
  const auto failed = message(queued.id);
  EXPECT_EQ(failed.status, DeliveryStatus::failed);
  ASSERT_TRUE(failed.error);
  EXPECT_EQ(failed.error->reason, "not_on_whatsapp");
  EXPECT_FALSE(failed.error->next_step.empty());
}

TEST_P(StatusesTest, Rule4_ALostAnswerIsNotSentAgainAndIsResolvedByTheStatus) {
  const auto queued = reply();
  sender_.outcome = OutcomeUnknown{"the answer was lost"};
  work();
  EXPECT_EQ(message(queued.id).status, DeliveryStatus::unknown);
  receive(delivery({}, {status("wamid.out", "delivered", k_start_s, queued.id.text())}));
  EXPECT_EQ(message(queued.id).status, DeliveryStatus::delivered);
  EXPECT_EQ(message(queued.id).provider_id, "wamid.out");
  EXPECT_EQ(work(), 1) << "the lane goes on at once";
  EXPECT_EQ(queue_->waiting(JobKind::deliver).value(), 0);
  EXPECT_EQ(sender_.asked, 1);
}

TEST_P(StatusesTest, Rule4_WhatCannotBeKnownIsShownAsSuchAndNeverSentAgain) {
  const auto queued = reply();
  sender_.outcome = OutcomeUnknown{"the answer was lost"};
  work();
  clock_.advance(std::chrono::seconds{61});
  work();
  EXPECT_EQ(message(queued.id).status, DeliveryStatus::unknown);
  EXPECT_EQ(message(queued.id).error->reason, "outcome_unknown");
  EXPECT_EQ(sender_.asked, 1);
  EXPECT_EQ(queue_->waiting(JobKind::deliver).value(), 0);
  receive(delivery({}, {status("wamid.out", "sent", k_start_s, queued.id.text())}));
  EXPECT_EQ(message(queued.id).status, DeliveryStatus::sent) << "a late status still tells";
}

TEST_P(StatusesTest, Rule4_ACrashDuringTheCallDoesNotSendTwice) {
  const auto queued = reply();
  const auto jobs = queue_->claim(JobKind::deliver, clock_.now(), std::chrono::seconds{60}, 1).value();
  ASSERT_EQ(jobs.size(), 1U);
  class Crash {};
  class CrashingSender final : public MessageSender {
    SendOutcome send(const ProviderAccess&, const SendRequest&) override { throw Crash{}; }
  } crashing;
  Providers providers;
  providers.add(Provider::meta, {.sender = &crashing});
  DeliverMessage dies{*store_, *directory_, providers, limits_, clock_};
  EXPECT_THROW((void)dies(jobs[0]), Crash);
  EXPECT_EQ(visible_status(message(queued.id)), DeliveryStatus::queued);
  clock_.advance(std::chrono::seconds{61});
  EXPECT_EQ(work(), 1) << "the lease has run out";
  EXPECT_EQ(sender_.asked, 0) << "it may have gone out";
  EXPECT_EQ(message(queued.id).error->reason, "awaiting_status");
}

TEST_P(StatusesTest, ARateLimitIsRetriedLaterInTheSameLane) {
  const auto first = reply("one", "key-1");
  const auto second = reply("two", "key-2");
  sender_.outcome = RetryLater{RetryLater::Cause::number_rate, {}, "130429"};
  EXPECT_EQ(work(), 1) << "the second waits behind the first";
  EXPECT_EQ(message(first.id).status, DeliveryStatus::queued);
  EXPECT_EQ(work(), 0);
  clock_.advance(std::chrono::seconds{3});
  sender_.outcome = Accepted{"wamid.a", "573001234567"};
  EXPECT_EQ(work(), 1);
  sender_.outcome = Accepted{"wamid.b", "573001234567"};
  EXPECT_EQ(work(), 1);
  EXPECT_EQ(message(first.id).status, DeliveryStatus::sent);
  EXPECT_EQ(message(second.id).status, DeliveryStatus::sent);
}

TEST_P(StatusesTest, ARejectionEndsTheMessageAndTheLaneGoesOn) {
  const auto first = reply("one", "key-1");
  reply("two", "key-2");
  sender_.outcome = Rejected{"contact_stopped", "The customer stopped.", "Nothing to do.", 131050};
  work();
  EXPECT_EQ(message(first.id).status, DeliveryStatus::failed);
  EXPECT_EQ(work(), 1);
}

TEST_P(StatusesTest, TheSendCarriesOurOwnIdAndTheCustomersNumber) {
  const auto queued = reply("with number");
  work();
  EXPECT_EQ(sender_.last.message, queued.id);
  EXPECT_EQ(sender_.last.to_phone, "573001234567");
  EXPECT_EQ(sender_.last.content.text, "with number");
}

TEST_P(StatusesTest, Rule4_TheSameKeyMakesOneMessage) {
  const auto first = reply("hello", "key-1");
  EXPECT_EQ(reply("hello", "key-1").id, first.id);
  const auto other = (*send_)(caller_, {inbox()[0].conversation.id, text_content("something else"), "key-1", {}});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason, "idempotency_key_reused");
  EXPECT_EQ(work(), 1);
}

TEST_P(StatusesTest, Rule5_OutsideTheWindowTheReplyIsRefusedAndTheProviderIsNotAsked) {
  clock_.set(utc_seconds(k_start_s) + std::chrono::hours{24} - DurationMs{1});
  EXPECT_TRUE((*send_)(caller_, {inbox()[0].conversation.id, text_content("in time"), "key-1", {}}));
  clock_.advance(DurationMs{1});
  const auto late = (*send_)(caller_, {inbox()[0].conversation.id, text_content("too late"), "key-2", {}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().reason, "window_closed");
  EXPECT_NE(late.error().message.find(to_iso8601(utc_seconds(k_start_s) + std::chrono::hours{24})), std::string::npos);
  EXPECT_EQ(work(), 1);
  EXPECT_EQ(sender_.asked, 1);
}

TEST_P(StatusesTest, ATextOfExactlyTheLimitIsTakenAndOneMoreIsRefused) {
  std::string longest;
  for (int i = 0; i < 4096; ++i) longest += "ñ";
  EXPECT_TRUE((*send_)(caller_, {inbox()[0].conversation.id, text_content(longest), "key-1", {}}));
  const auto refused = (*send_)(caller_, {inbox()[0].conversation.id, text_content(longest + "x"), "key-2", {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "text");
  EXPECT_FALSE((*send_)(caller_, {inbox()[0].conversation.id, text_content(" \n"), "key-3", {}}));
  EXPECT_FALSE((*send_)(caller_, {inbox()[0].conversation.id, text_content("x"), "", {}}));
  EXPECT_FALSE((*send_)(caller_, {inbox()[0].conversation.id, text_content("x"), std::string(129, 'k'), {}}));
}

INSTANTIATE_TEST_SUITE_P(On, StatusesTest, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
