#include "domain/conversation.h"

#include <gtest/gtest.h>

#include "domain/service_window.h"

namespace recado {
namespace {

ThreadEntry entry(std::int64_t id, Direction direction, std::int64_t at_s, std::string preview = "hello") {
  return {MessageId{id}, direction, MessageType::text, utc_seconds(at_s), std::move(preview), false};
}

TEST(Conversation, ACustomersMessageIsUnreadAndWaits) {
  Conversation conversation;
  conversation.add(entry(1, Direction::inbound, 1000));
  conversation.add(entry(2, Direction::inbound, 1060, "are you there?"));
  EXPECT_EQ(conversation.unread_count, 2);
  EXPECT_EQ(conversation.waiting_since, utc_seconds(1000));
  EXPECT_EQ(conversation.last_inbound_at, utc_seconds(1060));
  EXPECT_EQ(conversation.preview, "are you there?");
}

TEST(Conversation, AReplyEndsTheWaiting) {
  Conversation conversation;
  conversation.add(entry(1, Direction::inbound, 1000));
  conversation.add(entry(2, Direction::outbound, 1010, "here I am"));
  EXPECT_FALSE(conversation.waiting_since);
  EXPECT_EQ(conversation.preview, "here I am");
}

TEST(Conversation, ALateMessageDoesNotBecomeThePreviewOrMoveTheWindowBack) {
  Conversation conversation;
  conversation.add(entry(1, Direction::inbound, 2000, "new"));
  conversation.add(entry(2, Direction::inbound, 1000, "late"));
  EXPECT_EQ(conversation.preview, "new");
  EXPECT_EQ(conversation.last_inbound_at, utc_seconds(2000));
  EXPECT_EQ(conversation.unread_count, 2);
}

TEST(Conversation, AMessageFromBeforeTheReplyDoesNotWaitAgain) {
  Conversation conversation;
  conversation.add(entry(1, Direction::outbound, 2000));
  conversation.add(entry(2, Direction::inbound, 1990, "late"));
  EXPECT_FALSE(conversation.waiting_since);
}

TEST(Conversation, ACustomersMessageReopensIt) {
  Conversation conversation;
  conversation.set_status(ConversationStatus::closed);
  conversation.add(entry(1, Direction::inbound, 1000));
  EXPECT_EQ(conversation.status, ConversationStatus::open);
}

TEST(Conversation, ImportedHistoryOpensNoWindowAndIsNotUnread) {
  Conversation conversation;
  conversation.set_status(ConversationStatus::closed);
  ThreadEntry imported = entry(1, Direction::inbound, 1000);
  imported.history = true;
  conversation.add(imported);
  EXPECT_EQ(conversation.unread_count, 0);
  EXPECT_FALSE(conversation.last_inbound_at);
  EXPECT_EQ(conversation.status, ConversationStatus::closed);
}

TEST(ServiceWindow, IsOpenForExactlyTwentyFourHours) {
  const ServiceWindow window{utc_seconds(1000)};
  const UtcMs end = utc_seconds(1000 + 24 * 3600);
  EXPECT_EQ(window.end(), end);
  EXPECT_TRUE(window.is_open(end - DurationMs{1}));
  EXPECT_FALSE(window.is_open(end));
}

TEST(ServiceWindow, IsShutWhenTheCustomerNeverWrote) { EXPECT_FALSE(ServiceWindow{{}}.is_open(utc_seconds(1000))); }

}  // namespace
}  // namespace recado
