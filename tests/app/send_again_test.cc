// A message that failed is sent again by hand, as a new message with a link, and every attempt is listed.
#include "app/send_again.h"

#include "app/deliver_message.h"
#include "app_fixture.h"

namespace recado::test {
namespace {

class ScriptedSender final : public MessageSender {
 public:
  SendOutcome send(const ProviderAccess&, const SendRequest& request) override {
    asked.push_back(request);
    return outcome;
  }
  SendOutcome outcome = Rejected{"policy", "Not allowed.", "Ask an admin.", 368};
  std::vector<SendRequest> asked;
};

class SendAgainTest : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    receive(delivery({text("wamid.in", "hello")}));
    providers_.add(Provider::meta, {.reader = reader_.get(), .sender = &sender_});
    queue_ = store::make_job_queue(*database_);
    deliver_ = std::make_unique<DeliverMessage>(*store_, *directory_, providers_, limits_, clock_);
    send_again_ = std::make_unique<SendAgain>(*store_, *send_);
  }

  void work() {
    const auto jobs = queue_->claim(JobKind::deliver, clock_.now(), std::chrono::seconds{60}, 100).value();
    for (const Job& job : jobs) EXPECT_TRUE((*deliver_)(job));
  }
  ConversationId conversation() { return inbox().front().conversation.id; }
  Result<StoredMessage> again(const StoredMessage& message, const std::string& key) {
    return (*send_again_)(caller_, conversation(), message.id, key);
  }
  StoredMessage failed_reply(const std::string& body = "hello", const std::string& key = "key-1") {
    const auto queued = reply(body, key);
    work();
    EXPECT_EQ(message(queued.id).status, DeliveryStatus::failed);
    return message(queued.id);
  }
  std::vector<SendAttempt> attempts(MessageId id) {
    std::vector<SendAttempt> kept;
    read([&](Transaction& tx) { kept = tx.send_attempts().of_message(id).value(); });
    return kept;
  }

  ScriptedSender sender_;
  SendLimits limits_;
  std::unique_ptr<JobQueue> queue_;
  std::unique_ptr<DeliverMessage> deliver_;
  std::unique_ptr<SendAgain> send_again_;
};

TEST_P(SendAgainTest, MakesANewMessageThatIsLinkedBothWaysAndArrives) {
  const auto failed = failed_reply();
  const auto before = newest_event();
  const auto sent = again(failed, "again-1");
  ASSERT_TRUE(sent) << sent.error().message;
  EXPECT_NE(sent->id, failed.id);
  EXPECT_EQ(sent->text, "hello");
  EXPECT_EQ(sent->retry_of, failed.id);
  EXPECT_EQ(message(failed.id).retried_by, sent->id);
  EXPECT_EQ(message(failed.id).status, DeliveryStatus::failed) << "what happened to it stays true";
  EXPECT_EQ(newest_event(), before + 2) << "both are told to open screens";
  sender_.outcome = Accepted{"wamid.out", "573001234567"};
  work();
  EXPECT_EQ(message(sent->id).status, DeliveryStatus::sent);
  ASSERT_EQ(sender_.asked.size(), 2U);
  EXPECT_EQ(sender_.asked[1].message, sent->id);
  EXPECT_EQ(sender_.asked[1].content, sender_.asked[0].content);
}

TEST_P(SendAgainTest, CarriesEveryKindOfContentAndWhatItQuoted) {
  const auto quoted = thread(conversation()).front();
  std::vector<OutgoingContent> contents(3);
  contents[0].type = MessageType::location;
  contents[0].location.push_back({4.6, -74.1, "Here", "Street 1"});
  contents[1].type = MessageType::buttons;
  contents[1].text = "Sure?";
  contents[1].buttons = {{"y", "Yes"}, {"n", "No"}};
  contents[2].type = MessageType::reaction;
  contents[2].reaction_to = quoted.id;
  contents[2].reaction_emoji = "👍";
  for (const OutgoingContent& content : contents) {
    const std::string key{to_text(content.type)};
    const bool reacts = content.type == MessageType::reaction;
    const auto first =
        (*send_)(caller_, {conversation(), content, key, reacts ? std::nullopt : std::optional{quoted.id}, {}});
    ASSERT_TRUE(first) << first.error().message;
    work();
    const auto sent = again(*first, key + " again");
    ASSERT_TRUE(sent) << key << ": " << sent.error().message;
    work();
    const SendRequest& second = sender_.asked.back();
    const SendRequest& earlier = sender_.asked[sender_.asked.size() - 2];
    EXPECT_EQ(second.message, sent->id);
    EXPECT_EQ(second.content, earlier.content) << key;
    EXPECT_EQ(second.reply_to, reacts ? "" : "wamid.in");
    EXPECT_EQ(second.about, reacts ? "wamid.in" : "");
  }
}

TEST_P(SendAgainTest, TheSameKeySendsOnceAndAnotherIsRefused) {
  const auto failed = failed_reply();
  const auto sent = again(failed, "again-1");
  ASSERT_TRUE(sent);
  EXPECT_EQ(again(failed, "again-1")->id, sent->id);
  const auto refused = again(failed, "again-2");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(refused.error().reason, "sent_again");
  EXPECT_FALSE(refused.error().next_step.empty());
  EXPECT_EQ(again(failed, "key-1").error().reason, "idempotency_key_reused");
  EXPECT_EQ(again(*sent, "again-3").error().reason, "on_its_way");
  work();
  EXPECT_TRUE(again(message(sent->id), "again-4")) << "it failed too: the chain goes on from there";
}

TEST_P(SendAgainTest, GoesByTheRulesOfAnyMessage) {
  const auto failed = failed_reply();
  clock_.advance(std::chrono::hours{25});
  EXPECT_EQ(again(failed, "again-1").error().reason, "window_closed");
  EXPECT_FALSE(message(failed.id).retried_by);
  EXPECT_EQ((*send_again_)(caller_, ConversationId{5}, failed.id, "again-2").error().code, ErrorCode::not_found);
}

TEST_P(SendAgainTest, WhatAStatusRejectedAndWhatNobodyKnowsMayBeSentAgain) {
  sender_.outcome = Accepted{"wamid.out", "573001234567"};
  const auto accepted = reply();
  work();
  EXPECT_EQ(again(accepted, "again-1").error().reason, "not_failed");
  receive(delivery({}, {status("wamid.out", "failed")}));
  EXPECT_TRUE(again(accepted, "again-1"));
  work();
  sender_.outcome = OutcomeUnknown{"the answer was lost"};
  const auto lost = reply("lost", "key-2");
  work();
  EXPECT_EQ(again(lost, "again-2").error().reason, "on_its_way");
  clock_.advance(std::chrono::seconds{61});
  work();
  EXPECT_TRUE(again(lost, "again-2"));
}

TEST_P(SendAgainTest, EachAttemptIsListedWithItsOutcome) {
  const auto queued = reply();
  sender_.outcome = RetryLater{RetryLater::Cause::number_rate, {}, "130429"};
  const UtcMs first_at = clock_.now();
  work();
  clock_.advance(std::chrono::seconds{3});
  sender_.outcome = Rejected{"not_on_whatsapp", "No such number.", "Ask.", 131026};
  work();
  const auto kept = attempts(queued.id);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].asked_at, first_at);
  EXPECT_EQ(kept[0].outcome, AttemptOutcome::retry_later);
  EXPECT_EQ(kept[0].reason, "number_rate");
  EXPECT_EQ(kept[0].next_at, first_at + std::chrono::seconds{2});
  EXPECT_EQ(kept[1].outcome, AttemptOutcome::rejected);
  EXPECT_EQ(kept[1].provider_code, 131026);
  sender_.outcome = OutcomeUnknown{"the answer was lost"};
  const auto lost = reply("lost", "key-2");
  work();
  clock_.advance(std::chrono::seconds{61});
  work();
  ASSERT_EQ(attempts(lost.id).size(), 1U) << "waiting for a status asks nobody";
  EXPECT_EQ(attempts(lost.id)[0].outcome, AttemptOutcome::unknown);
}

INSTANTIATE_TEST_SUITE_P(, SendAgainTest, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
