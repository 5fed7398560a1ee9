// Rules 1 to 3 and 6 of PRODUCT.md, on both databases.
#include <fmt/format.h>

#include <algorithm>

#include "app/replay_receipt.h"
#include "app_fixture.h"

namespace recado::test {
namespace {

using ReceivingTest = AppTest;

TEST_P(ReceivingTest, Rule2_TheSamePostTenTimesMakesOneMessage) {
  const std::string body = delivery({text("wamid.1", "hello")});
  for (int i = 0; i < 10; ++i) receive(body);
  ASSERT_EQ(inbox().size(), 1U);
  EXPECT_EQ(inbox()[0].conversation.unread_count, 1);
  EXPECT_EQ(thread(inbox()[0].conversation.id).size(), 1U);
  EXPECT_EQ(newest_event(), 1);
}

TEST_P(ReceivingTest, Rule2_TheSamePostTenTimesInOneBatchMakesOneMessage) {
  std::vector<std::shared_ptr<const Receipt>> receipts;
  for (int i = 0; i < 10; ++i) receipts.push_back(receipt_of(delivery({text("wamid.1", "hello")})));
  EXPECT_EQ(receive_->apply(receipts).value().messages_created, 1);
  EXPECT_EQ(thread(inbox()[0].conversation.id).size(), 1U);
}

TEST_P(ReceivingTest, Rule3_ABatchOfAThousandWithOneBrokenItemGivesTheOthers) {
  std::vector<std::string> messages;
  for (int i = 0; i < 1000; ++i) {
    messages.push_back(
        i == 500 ? R"({"from":"573001234567","id":"wamid.500","timestamp":"1795000000","type":"text","text":7})"
                 : text(fmt::format("wamid.{}", i), fmt::format("text {}", i), k_start_s + i));
  }
  const auto summary = receive(delivery(messages));
  EXPECT_EQ(summary.messages_created, 999);
  EXPECT_EQ(summary.failures, 1);
  EXPECT_EQ(thread(inbox()[0].conversation.id).size(), 999U);
  ASSERT_EQ(failed().size(), 1U);
  ASSERT_EQ(failed()[0].failures.size(), 1U);
  EXPECT_EQ(failed()[0].failures[0].item, 500);
}

TEST_P(ReceivingTest, Rule3_WhatCannotBeReadIsKeptWithItsReasonAndReplayedAfterTheCauseIsGone) {
  auto journal = store::make_receipt_journal(*database_, 1);
  const std::string other_number = "999999999999999";
  std::string body = delivery({text("wamid.1", "hello")});
  for (auto at = body.find(k_number); at != std::string::npos; at = body.find(k_number)) {
    body.replace(at, k_number.size(), other_number);
  }
  const auto receipt = receipt_of(body);
  std::promise<Result<void>> durable;
  journal->append(receipt, [&](Result<void> done) { durable.set_value(std::move(done)); });
  ASSERT_TRUE(durable.get_future().get());
  EXPECT_EQ(receive_->apply({&receipt, 1}).value().failures, 1);
  ASSERT_EQ(failed().size(), 1U);
  EXPECT_EQ(failed()[0].id, receipt->id);
  EXPECT_NE(failed()[0].failures[0].reason.find(other_number), std::string::npos);

  Connection second = connection_;
  second.id = ConnectionId{3002};
  second.number_id = other_number;
  ASSERT_TRUE(connections_->create(second, {"token", "secret", "verify"}));
  ASSERT_TRUE(directory_->reload());
  ReplayReceipt replay{*journal, *directory_, *store_, *receive_};
  EXPECT_FALSE(replay(caller_, receipt->id)) << "agents may not";
  const Caller admin{workspace_, Role::admin, PersonId{2002}, {}};
  EXPECT_EQ(replay(admin, receipt->id).value().messages_created, 1);
  EXPECT_TRUE(failed().empty());
  EXPECT_EQ(replay(admin, receipt->id).value().messages_created, 0);
  EXPECT_EQ(inbox().size(), 1U);
}

TEST_P(ReceivingTest, Rule3_ADeliveryThatIsNoJsonDoesNotBlockTheNext) {
  const std::vector receipts{receipt_of("{\"object\":"), receipt_of(delivery({text("wamid.1", "hello")}))};
  const auto summary = receive_->apply(receipts).value();
  EXPECT_EQ(summary.failures, 1);
  EXPECT_EQ(summary.messages_created, 1);
}

TEST_P(ReceivingTest, Rule2_TheThreadIsOrderedByTheProvidersTime) {
  receive(delivery({text("wamid.2", "second", k_start_s + 20)}));
  receive(delivery({text("wamid.1", "first", k_start_s + 10)}));
  const auto messages = thread(inbox()[0].conversation.id);
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].text, "first");
  EXPECT_EQ(messages[1].text, "second");
  EXPECT_EQ(inbox()[0].conversation.preview, "second");
}

TEST_P(ReceivingTest, Rule5_TheWindowCountsFromTheCustomersTimeNotFromWhenItWasProcessed) {
  clock_.advance(std::chrono::hours{3});
  receive(delivery({text("wamid.1", "hello", k_start_s)}));
  EXPECT_EQ(inbox()[0].conversation.last_inbound_at, utc_seconds(k_start_s));
}

TEST_P(ReceivingTest, Rule6_FormsOfOneNumberAreOneContact) {
  receive(delivery({text("wamid.1", "oi", k_start_s, "551187654321")}, {},
                   R"([{"profile":{"name":"Bia"},"wa_id":"551187654321"}])"));
  receive(delivery({text("wamid.2", "oi", k_start_s + 1, "5511987654321")}, {},
                   R"([{"profile":{"name":"Bia"},"wa_id":"5511987654321"}])"));
  ASSERT_EQ(inbox().size(), 1U);
  EXPECT_EQ(inbox()[0].conversation.unread_count, 2);
}

TEST_P(ReceivingTest, Rule6_NumbersThatDifferByADigitAreTwoContacts) {
  receive(delivery({text("wamid.1", "a", k_start_s, "573001234567"), text("wamid.2", "b", k_start_s, "573001234568")},
                   {}, "[]"));
  EXPECT_EQ(inbox().size(), 2U);
}

TEST_P(ReceivingTest, Rule6_ACustomerWithoutANumberHasAConversationAndGetsTheNumberLater) {
  const std::string user_only =
      R"({"from_user_id":"US.42","id":"wamid.1","timestamp":"1795000000","type":"text","text":{"body":"hi"}})";
  receive(delivery({user_only}, {}, R"([{"profile":{"name":"Kay","username":"kay"},"user_id":"US.42"}])"));
  ASSERT_EQ(inbox().size(), 1U);
  EXPECT_FALSE(inbox()[0].contact.phone);
  EXPECT_EQ(inbox()[0].contact.username, "kay");

  const std::string both =
      R"({"from":"16505551234","from_user_id":"US.42","id":"wamid.2","timestamp":"1795000001","type":"text","text":{"body":"hi"}})";
  receive(delivery({both}, {}, R"([{"profile":{"name":"Kay"},"user_id":"US.42","wa_id":"16505551234"}])"));
  receive(delivery({text("wamid.3", "number only", k_start_s + 2, "16505551234")}, {}, R"([{"wa_id":"16505551234"}])"));
  ASSERT_EQ(inbox().size(), 1U);
  EXPECT_EQ(inbox()[0].contact.phone, "16505551234");
  EXPECT_EQ(inbox()[0].contact.profile_name, "Kay");
  EXPECT_EQ(inbox()[0].conversation.unread_count, 3);
}

TEST_P(ReceivingTest, ACustomerWhoChangesTheNumberKeepsTheConversation) {
  receive(delivery({text("wamid.1", "old number", k_start_s, "573001234567")}));
  const std::string changed =
      R"({"from":"573001234567","id":"wamid.2","timestamp":"1795000010","type":"system","system":{"body":"Ana changed","type":"user_changed_number","wa_id":"573009999999"}})";
  receive(delivery({changed}, {}, "[]"));
  receive(
      delivery({text("wamid.3", "new number", k_start_s + 20, "573009999999")}, {}, R"([{"wa_id":"573009999999"}])"));
  ASSERT_EQ(inbox().size(), 1U);
  EXPECT_EQ(inbox()[0].contact.phone, "573009999999");
}

TEST_P(ReceivingTest, ADeliveryCannotReachTheNumberOfAnotherApp) {
  Connection foreign = connection_;
  foreign.id = ConnectionId{3003};
  foreign.workspace = WorkspaceId{1002};
  foreign.number_id = "777";
  ASSERT_TRUE(connections_->create(foreign, {"token", "another secret", "verify"}));
  ASSERT_TRUE(directory_->reload());
  std::string body = delivery({text("wamid.1", "forged")});
  body.replace(body.find(k_number), k_number.size(), "777");
  EXPECT_EQ(receive(body).messages_created, 0);
}

TEST_P(ReceivingTest, ZeroCharactersGoAndOddTextStays) {
  receive(delivery({text("wamid.1", std::string{"a\0b", 3}), text("wamid.2", "\U0001F389 ñandú")}));
  const auto messages = thread(inbox()[0].conversation.id);
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].text, "ab") << "no database keeps a zero in text";
  EXPECT_EQ(messages[1].text, "\U0001F389 ñandú");
}

INSTANTIATE_TEST_SUITE_P(On, ReceivingTest, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
