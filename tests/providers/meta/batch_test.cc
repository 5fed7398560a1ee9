#include "providers/meta/deliveries.h"

namespace recado::meta {
namespace {

TEST(MetaBatch, A_1000_item_batch_with_one_broken_item_gives_999_messages_and_one_broken_item) {
  std::vector<std::string> messages;
  for (int i = 0; i < 1000; ++i) messages.push_back(text("wamid." + std::to_string(i)));
  messages[500] = R"({"id":"wamid.500","type":"text","text":"not an object"})";
  const auto delivery = read(with_messages(messages));
  EXPECT_EQ(all<MessageEvent>(delivery).size(), 999U);
  const auto broken = all<BrokenItem>(delivery);
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(broken[0].reason, "'text' is not an object");
  EXPECT_EQ(broken[0].fragment, messages[500]);
}

TEST(MetaBatch, Every_kind_of_broken_item_costs_only_itself) {
  for (const std::string& junk :
       {"null", "7", "\"x\"", "[]", "{}", "true", R"({"from":"57"})", R"({"id":"1","type":"text","text":[]})",
        R"({"id":"1","n":123456789012345678901234567890})", R"({"id":"1" "type":"text"})", R"({"type":"system"})",
        R"({"id":"1"})", R"({"type":"hologram"})", R"({"id":"1","type":"system","system":3})"}) {
    const auto delivery = read(with_messages({text("wamid.a"), junk, text("wamid.b")}));
    EXPECT_EQ(all<MessageEvent>(delivery).size(), 2U) << junk;
    EXPECT_EQ(all<BrokenItem>(delivery).size(), 1U) << junk;
  }
}

TEST(MetaBatch, Broken_entries_changes_and_values_cost_only_themselves) {
  const std::string good = entry(change(R"("messages":[)" + text("wamid.a") + "]"));
  for (const std::string& junk :
       {std::string{"3"}, std::string{"null"}, std::string{R"({"id":"1","changes":{}})"}, entry("[]"),
        entry(R"({"field":"messages"})"), entry(R"({"field":"messages","value":[]})"),
        entry(change(R"("messages":{"id":"1"})"))}) {
    const auto delivery = read(body_of(good + "," + junk));
    EXPECT_EQ(all<MessageEvent>(delivery).size(), 1U) << junk;
    EXPECT_EQ(all<BrokenItem>(delivery).size(), 1U) << junk;
  }
}

TEST(MetaBatch, Messages_statuses_calls_and_errors_of_one_value_are_all_read) {
  const auto delivery = read(body_of(entry(change(
      R"("messages":[)" + text("wamid.1") + R"(],"statuses":[{"id":"wamid.1","status":"sent"}],)" +
      R"("calls":[{"id":"wacid.1","event":"connect","direction":"USER_INITIATED"}],"errors":[{"code":130429}])"))));
  EXPECT_EQ(all<MessageEvent>(delivery).size(), 1U);
  EXPECT_EQ(all<StatusEvent>(delivery).size(), 1U);
  const auto notices = all<NoticeEvent>(delivery);
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(fact(notices[0], "direction"), "inbound");
  EXPECT_EQ(fact(notices[1], "error_code"), "130429");
}

TEST(MetaBatch, Several_entries_and_changes_each_belong_to_their_own_account_and_number) {
  const std::string first = change(R"("messages":[)" + text("wamid.1") + "]", "messages", "9001");
  const std::string second = change(R"("messages":[)" + text("wamid.2") + "]", "messages", "9002");
  const auto events = all<MessageEvent>(read(body_of(entry(first + "," + second) + R"(,{"changes":[)" + first + "]}")));
  ASSERT_EQ(events.size(), 2U) << "the second entry repeats the first message";
  EXPECT_EQ(events[0].number.number_id, "9001");
  EXPECT_EQ(events[1].number.number_id, "9002");
}

TEST(MetaBatch, A_message_twice_in_one_delivery_is_one_message) {
  const auto delivery = read(with_messages({text("wamid.1"), text("wamid.1")}));
  EXPECT_EQ(all<MessageEvent>(delivery).size(), 1U);
  EXPECT_EQ(all<IgnoredEvent>(delivery).size(), 1U) << "not dropped in silence";
}

TEST(MetaBatch, The_same_message_id_on_two_numbers_is_two_messages) {
  const std::string messages = R"("messages":[)" + text("wamid.1") + "]";
  EXPECT_EQ(all<MessageEvent>(
                read(body_of(entry(change(messages, "messages", "9001") + "," + change(messages, "messages", "9002")))))
                .size(),
            2U);
}

TEST(MetaBatch, Half_of_an_emoji_does_not_cost_the_message) {
  const auto event = only<MessageEvent>(with_messages({text("wamid.1", R"(a\ud83c b\udf35c \ud83c\udf35)")},
                                                      R"({"wa_id":"573005550111","profile":{"name":"Ana \ud83c"}})"));
  EXPECT_EQ(event.content.text, "a\uFFFD b\uFFFDc \U0001F335");
  EXPECT_EQ(event.customer.profile_name, "Ana \uFFFD");
}

TEST(MetaBatch, What_is_no_JSON_object_is_refused_as_a_whole) {
  for (const std::string_view body : {"", " ", "not json", "[]", "null", "3", "\"x\"", "{", R"({"entry":[)",
                                      R"({"a":"b)", "{\"entry\":\"\xff\xfe\"}", "\xef\xbb\xbf"}) {
    const auto delivery = make_webhook_reader()->read({{}, body});
    ASSERT_FALSE(delivery) << body;
    EXPECT_EQ(delivery.error().code, ErrorCode::invalid);
  }
}

TEST(MetaBatch, A_delivery_cut_off_anywhere_is_refused_and_never_half_read) {
  const std::string whole =
      with_messages({text("wamid.1", R"(\u00e9 x)"), text("wamid.2")}, R"({"wa_id":"573005550111"})");
  const auto reader = make_webhook_reader();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(reader->read({{}, std::string_view{whole}.substr(0, length)})) << length;
  }
}

TEST(MetaBatch, Any_byte_may_be_wrong_without_a_crash) {
  const std::string whole = with_messages({text("wamid.1")}, R"({"wa_id":"573005550111"})");
  const auto reader = make_webhook_reader();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char c : {'\0', '"', '\\', '{', ']', ',', '\x80', '\xff'}) {
      std::string hurt = whole;
      hurt[at] = c;
      (void)reader->read({{}, hurt});
    }
  }
}

TEST(MetaBatch, A_3_MB_body_of_junk_stays_small) {
  std::string zeros = "0";
  while (zeros.size() < 2'900'000) zeros += ",0";
  const auto delivery = read(with_messages({zeros}));
  EXPECT_EQ(delivery.events.size(), 1001U) << "a thousand broken items and one that counts the rest";
  const std::string deep = std::string(1'400'000, '[') + std::string(1'400'000, ']');
  EXPECT_EQ(all<BrokenItem>(read(with_messages({deep}))).at(0).fragment.size(), 16U * 1024U);
}

TEST(MetaBatch, A_delivery_about_something_else_is_ignored) {
  EXPECT_EQ(all<IgnoredEvent>(read(R"({"object":"page","entry":[{"id":"1","messaging":[]}]})")).size(), 1U);
  EXPECT_EQ(all<IgnoredEvent>(read(R"({"object":"whatsapp_business_account","entry":[]})")).size(), 1U);
}

}  // namespace
}  // namespace recado::meta
