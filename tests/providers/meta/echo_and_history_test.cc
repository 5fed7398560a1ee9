#include "providers/meta/deliveries.h"

namespace recado::meta {
namespace {

TEST(MetaEcho, What_is_written_on_the_phone_is_an_outbound_message_to_the_customer) {
  const auto event = only<MessageEvent>(body_of(entry(change(
      R"("message_echoes":[{"from":"576015550100","to":"573005550111","to_user_id":"CO.7","id":"wamid.1","timestamp":"3",)"
      R"("type":"text","text":{"body":"Ya va"}}])",
      "smb_message_echoes"))));
  EXPECT_EQ(event.direction, Direction::outbound);
  EXPECT_EQ(event.customer.phone, "573005550111");
  EXPECT_EQ(event.customer.user_id, "CO.7");
  EXPECT_EQ(event.sender_phone, "576015550100");
  EXPECT_FALSE(event.history);
}

std::string history(const std::string& threads) {
  return body_of(entry(change(R"("history":[{"metadata":{"phase":0},"threads":[)" + threads + "]}]", "history")));
}

TEST(MetaHistory, Imported_messages_know_their_thread_direction_and_how_far_they_came) {
  const auto events = all<MessageEvent>(read(
      history(R"({"messages":[{"from":"576015550100","id":"a","timestamp":"1","type":"text","text":{"body":"1"},)"
              R"("history_context":{"status":"ERROR"}},{"from":"573005550111","id":"b","timestamp":"2","type":"text",)"
              R"("text":{"body":"2"}}],"id":"573005550111","context":{"user_id":"CO.7","username":"ana"}},)"
              R"({"id":"573005550112","messages":[{"id":"c","type":"media_placeholder"}]})")));
  ASSERT_EQ(events.size(), 3U);
  EXPECT_TRUE(events[0].history);
  EXPECT_EQ(events[0].direction, Direction::outbound);
  EXPECT_EQ(events[0].history_status, DeliveryStatus::failed);
  EXPECT_EQ(events[0].customer.phone, "573005550111");
  EXPECT_EQ(events[0].customer.user_id, "CO.7");
  EXPECT_EQ(events[1].direction, Direction::inbound);
  EXPECT_EQ(events[2].customer.phone, "573005550112");
  EXPECT_EQ(events[2].content.type, MessageType::media_placeholder);
}

TEST(MetaHistory, Thousands_of_imported_messages_survive_a_broken_one) {
  std::vector<std::string> messages;
  for (int i = 0; i < 3000; ++i) messages.push_back(text("wamid." + std::to_string(i)));
  messages[7] = "[]";
  const auto delivery = read(history(R"({"id":"573005550111","messages":[)" + joined(messages) + "]}"));
  EXPECT_EQ(all<MessageEvent>(delivery).size(), 2999U);
  EXPECT_EQ(all<BrokenItem>(delivery).size(), 1U);
}

TEST(MetaHistory, Media_that_follow_an_import_are_history_too) {
  const auto event = only<MessageEvent>(body_of(
      entry(change(R"("messages":[)" + message("wamid.1", R"("type":"image","image":{"id":"5"})") + "]", "history"))));
  EXPECT_TRUE(event.history);
}

TEST(MetaHistory, A_business_that_keeps_its_history_to_itself_is_told_as_an_error) {
  const auto event = only<NoticeEvent>(
      body_of(entry(change(R"("history":[{"errors":[{"code":2593109,"title":"declined"}]}])", "history"))));
  EXPECT_EQ(event.kind, "error");
  EXPECT_EQ(fact(event, "error_code"), "2593109");
}

}  // namespace
}  // namespace recado::meta
