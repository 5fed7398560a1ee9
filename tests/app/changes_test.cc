// Reactions, edits, deletions and quotes show on the message they are about, whatever order they come in.
#include <boost/json.hpp>
#include <fmt/format.h>

#include "app_fixture.h"
#include "domain/capabilities.h"

namespace recado::test {
namespace {

class ChangesTest : public AppTest {
 protected:
  std::string item(const std::string& id, const std::string& type, const std::string& body, std::int64_t at_s,
                   const std::string& more = "") const {
    return fmt::format(R"({{"from":"573001234567","id":"{}","timestamp":"{}","type":"{}","{}":{}{}}})", id, at_s, type,
                       type, body, more);
  }
  std::string reaction(const std::string& id, const std::string& about, const std::string& emoji,
                       std::int64_t at_s) const {
    return item(id, "reaction", fmt::format(R"({{"message_id":"{}","emoji":"{}"}})", about, emoji), at_s);
  }
  std::string edit(const std::string& id, const std::string& about, const std::string& to, std::int64_t at_s) const {
    return item(
        id, "edit",
        fmt::format(R"({{"original_message_id":"{}","message":{{"type":"text","text":{{"body":"{}"}}}}}})", about, to),
        at_s);
  }
  std::string revoke(const std::string& id, const std::string& about, std::int64_t at_s) const {
    return item(id, "revoke", fmt::format(R"({{"original_message_id":"{}"}})", about), at_s);
  }
  std::vector<StoredMessage> lines() { return thread(inbox().at(0).conversation.id); }
  StoredMessage only() {
    const auto all = lines();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? StoredMessage{} : all.front();
  }
};

TEST_P(ChangesTest, AReactionShowsOnItsMessageAndItsRemovalTakesItAway) {
  receive(delivery({text("wamid.1", "hola")}));
  receive(delivery({reaction("wamid.2", "wamid.1", "👍", k_start_s + 1)}));
  receive(delivery({reaction("wamid.3", "wamid.1", "❤️", k_start_s + 2)}));
  ASSERT_EQ(only().context.reactions.size(), 1U);
  EXPECT_EQ(only().context.reactions[0].emoji, "❤️");
  EXPECT_EQ(inbox()[0].conversation.preview, "❤️");
  receive(delivery({reaction("wamid.4", "wamid.1", "", k_start_s + 3)}));
  EXPECT_TRUE(only().context.reactions.empty());
  receive(delivery({reaction("wamid.2", "wamid.1", "👍", k_start_s + 1)}));  // late and once more
  EXPECT_TRUE(only().context.reactions.empty());
}

TEST_P(ChangesTest, TheNewestTextIsShownWhicheverEditComesFirst) {
  receive(delivery({edit("wamid.3", "wamid.1", "third", k_start_s + 2)}));
  receive(delivery({edit("wamid.2", "wamid.1", "second", k_start_s + 1)}));
  receive(delivery({text("wamid.1", "first")}));
  const StoredMessage shown = only();
  EXPECT_EQ(shown.text, "third");
  EXPECT_EQ(shown.context.edited_at, utc_seconds(k_start_s + 2));
  ASSERT_EQ(shown.context.earlier.size(), 2U);
  EXPECT_EQ(shown.context.earlier[0].text, "first");
}

TEST_P(ChangesTest, AnEditOfTheNewestMessageChangesThePreviewAndIsNotUnread) {
  receive(delivery({text("wamid.1", "helo")}));
  receive(delivery({edit("wamid.2", "wamid.1", "hello", k_start_s + 1)}));
  EXPECT_EQ(inbox()[0].conversation.preview, "hello");
  EXPECT_EQ(inbox()[0].conversation.unread_count, 1);
  EXPECT_EQ(inbox()[0].conversation.last_inbound_at, utc_seconds(k_start_s + 1));
}

TEST_P(ChangesTest, ADeletedMessageLeavesATombstoneInWhateverOrder) {
  receive(delivery({revoke("wamid.2", "wamid.1", k_start_s + 1)}));
  receive(delivery({text("wamid.1", "my card number")}));
  EXPECT_EQ(only().text, "");
  EXPECT_EQ(only().context.deleted_at, utc_seconds(k_start_s + 1));
}

TEST_P(ChangesTest, NobodyDeletesWhatAnotherWrote) {
  receive(delivery({text("wamid.1", "hola")}));
  StoredMessage ours = reply("our answer");
  receive(delivery({}, {status("wamid.9", "sent", k_start_s + 1, ours.id.text())}));
  receive(delivery({revoke("wamid.2", "wamid.9", k_start_s + 2)}));
  EXPECT_EQ(lines().back().text, "our answer");
}

TEST_P(ChangesTest, AReplyShowsWhatItQuotes) {
  receive(delivery({text("wamid.1", "which one?")}));
  const StoredMessage ours = reply("the blue one");
  receive(delivery({}, {status("wamid.9", "sent", k_start_s + 1, ours.id.text())}));
  receive(delivery({item("wamid.2", "text", R"({"body":"yes"})", k_start_s + 90,
                         R"(,"context":{"id":"wamid.9","from":"15550783881"})"),
                    item("wamid.3", "text", R"({"body":"that"})", k_start_s + 91,
                         R"(,"context":{"id":"wamid.1","from":"573001234567"})"),
                    item("wamid.4", "text", R"({"body":"?"})", k_start_s + 92, R"(,"context":{"id":"wamid.never"})")}));
  const auto all = lines();
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[2].context.quoted->text, "the blue one");
  EXPECT_EQ(all[2].context.quoted->direction, Direction::outbound);
  EXPECT_EQ(all[3].context.quoted->id, all[0].id);
  EXPECT_FALSE(all[4].context.quoted->id);
}

TEST_P(ChangesTest, OurReactionNamesTheMessageAtTheProviderAndIsRefusedForOneThatItDoesNotKnow) {
  receive(delivery({text("wamid.1", "hola")}));
  OutgoingContent content;
  content.type = MessageType::reaction;
  content.reaction_to = only().id;
  content.reaction_emoji = "🙏";
  const ConversationId conversation = inbox()[0].conversation.id;
  const auto sent = (*send_)(caller_, {conversation, content, "key-1", {}});
  ASSERT_TRUE(sent) << sent.error().message;
  EXPECT_EQ(sent->reply_to, "wamid.1");
  ASSERT_EQ(only().context.reactions.size(), 1U);
  EXPECT_EQ(only().context.reactions[0].status, DeliveryStatus::queued);
  EXPECT_EQ(inbox()[0].conversation.preview, "hola");

  content.reaction_to = reply("not sent yet", "key-2").id;
  const auto early = (*send_)(caller_, {conversation, content, "key-3", {}});
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().reason, "not_sent_yet");
  content.reaction_to = MessageId{12345};
  const auto nothing = (*send_)(caller_, {conversation, content, "key-4", {}});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().field, "reaction.message_id");
}

TEST_P(ChangesTest, AMediumTakesThePlaceOfItsPlaceholder) {
  const std::string placeholder =
      fmt::format(R"({{"from":"573001234567","id":"wamid.1","timestamp":"{}","type":"media_placeholder"}})", k_start_s);
  receive(delivery({placeholder}));
  const MessageId id = only().id;
  const std::string image =
      item("wamid.1", "image", R"({"id":"77","mime_type":"image/jpeg","caption":"look"})", k_start_s);
  receive(delivery({image}));
  EXPECT_EQ(only().id, id);
  EXPECT_EQ(only().type, MessageType::image);
  EXPECT_EQ(only().text, "look");
  receive(delivery({placeholder}));
  EXPECT_EQ(only().type, MessageType::image);
}

TEST_P(ChangesTest, ANewNumberIsALineOfTheThread) {
  receive(delivery({text("wamid.1", "hola")}));
  const std::string change =
      item("wamid.2", "system", R"({"type":"user_changed_number","body":"User A changed","wa_id":"573009998877"})",
           k_start_s + 1);
  receive(delivery({change}));
  receive(delivery({change}));
  const auto all = lines();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].type, MessageType::system);
  EXPECT_EQ(boost::json::parse(all[1].content).at("system").at("new_phone"), "573009998877");
  EXPECT_EQ(inbox()[0].conversation.unread_count, 1);
}

TEST_P(ChangesTest, WhatACustomerSendsIsKeptInOurOwnWords) {
  receive(delivery({item(
      "wamid.1", "order",
      R"({"catalog_id":"7","product_items":[{"product_retailer_id":"A","quantity":2,"item_price":"3.5","currency":"USD"}]})",
      k_start_s, R"(,"context":{"forwarded":true})")}));
  EXPECT_EQ(boost::json::parse(only().content), boost::json::parse(R"({"order":{"catalog_id":"7","items":[
      {"sku":"A","quantity":2,"price":"3.5","currency":"USD"}]},"forwarded":"once"})"));
  EXPECT_NE(only().payload.find("product_retailer_id"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(On, ChangesTest, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
