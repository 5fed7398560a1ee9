#include "simulator/outgoing_message.h"

#include <gtest/gtest.h>

namespace recado::simulator {

namespace {

// Zero when the message is accepted.
int code_of(const std::string& members) {
  const auto read = read_outgoing_message(R"({"messaging_product":"whatsapp","to":"16505551234",)" + members + "}");
  return read ? 0 : read.error().code;
}

std::string text(std::size_t characters, const std::string& each = "x") {
  std::string out;
  while (characters-- > 0) out += each;
  return out;
}

std::string interactive(const std::string& type, const std::string& action) {
  return R"("type":"interactive","interactive":{"type":")" + type + R"(","body":{"text":"Well?"},"action":)" + action +
         "}";
}

std::string button(const std::string& id, const std::string& title) {
  return R"({"type":"reply","reply":{"id":")" + id + R"(","title":")" + title + R"("}})";
}

}  // namespace

TEST(OutgoingMessage, EveryTypeIsTakenWhenItIsWhole) {
  for (const std::string members : {
           R"("type":"text","text":{"body":"hi","preview_url":true})",
           R"("text":{"body":"without a type"})",
           R"("recipient_type":"individual","type":"image","image":{"link":"https://x.example/a.png","caption":"A"})",
           R"("type":"audio","audio":{"id":"1","voice":true})",
           R"("type":"document","document":{"id":"1","filename":"a.pdf"})",
           R"("type":"sticker","sticker":{"id":"1"})",
           R"("type":"location","location":{"latitude":"37.4","longitude":-122.1,"name":"There"})",
           R"("type":"contacts","contacts":[{"name":{"formatted_name":"Ann B","first_name":"Ann"}}])",
           R"("type":"reaction","reaction":{"message_id":"wamid.x","emoji":""})",
           R"("type":"template","template":{"name":"t","language":{"code":"en","policy":"deterministic"}})",
           R"("context":{"message_id":"wamid.x"},"text":{"body":"an answer"})",
       }) {
    EXPECT_EQ(code_of(members), 0) << members;
  }
}

TEST(OutgoingMessage, EveryKindOfInteractiveMessageIsTaken) {
  EXPECT_EQ(code_of(interactive("button", R"({"buttons":[)" + button("1", "Yes") + "]}")), 0);
  EXPECT_EQ(code_of(interactive("list", R"({"button":"Menu","sections":[{"rows":[{"id":"1","title":"One"}]}]})")), 0);
  EXPECT_EQ(
      code_of(interactive("cta_url", R"({"name":"cta_url","parameters":{"display_text":"Go","url":"https://x"}})")), 0);
  EXPECT_EQ(code_of(interactive("location_request_message", R"({"name":"send_location"})")), 0);
  EXPECT_EQ(code_of(interactive("flow", R"({"name":"flow","parameters":{"flow_id":"1"}})")), 0);
  EXPECT_EQ(code_of(interactive("product", R"({"catalog_id":"1","product_retailer_id":"2"})")), 0);
  EXPECT_EQ(code_of(interactive("voice_call", R"({"name":"voice_call"})")), 0);
}

TEST(OutgoingMessage, LengthsAreCountedInCharacters) {
  EXPECT_EQ(code_of(R"("text":{"body":")" + text(4096, "é") + "\"}"), 0);
  EXPECT_EQ(code_of(R"("text":{"body":")" + text(4097, "é") + "\"}"), 100);
  EXPECT_EQ(code_of(R"("type":"image","image":{"id":"1","caption":")" + text(1025) + "\"}"), 100);
  EXPECT_EQ(code_of(R"("text":{"body":"x"},"biz_opaque_callback_data":")" + text(513) + "\""), 100);
  EXPECT_EQ(code_of(interactive("button", R"({"buttons":[)" + button("1", text(21)) + "]}")), 100);
}

TEST(OutgoingMessage, WhatIsMissingIsNamed) {
  EXPECT_EQ(code_of(R"("type":"text")"), 131008);
  EXPECT_EQ(code_of(R"("type":"text","text":{})"), 100);
  EXPECT_EQ(code_of(R"("type":"template","template":{"name":"t"})"), 131008);
  EXPECT_EQ(code_of(R"("type":"image","image":{})"), 100);
  EXPECT_EQ(code_of(R"("type":"location","location":{"latitude":1})"), 131008);
  EXPECT_EQ(code_of(R"("type":"contacts","contacts":[{"name":{"formatted_name":"Ann"}}])"), 100);
  EXPECT_EQ(read_outgoing_message(R"({"to":"1","text":{"body":"x"}})").error().code, 100);
  EXPECT_EQ(read_outgoing_message(R"({"messaging_product":"whatsapp","text":{"body":"x"}})").error().code, 100);
  EXPECT_EQ(read_outgoing_message(R"({"messaging_product":"whatsapp","status":"read"})").error().code, 131008);
}

TEST(OutgoingMessage, WhatMakesNoSenseIsRefused) {
  EXPECT_EQ(code_of(R"("type":"telegram","telegram":{})"), 100);
  EXPECT_EQ(code_of(R"("type":"audio","audio":{"id":"1","caption":"no"})"), 100);
  EXPECT_EQ(code_of(R"("type":"image","image":{"id":"1","link":"https://x"})"), 100);
  EXPECT_EQ(code_of(R"("type":"location","location":{"latitude":91,"longitude":0})"), 131009);
  EXPECT_EQ(code_of(interactive("poll", "{}")), 131009);
  EXPECT_EQ(code_of(interactive("button", R"({"buttons":[)" + button("1", "A") + "," + button("1", "B") + "]}")),
            131009);
  EXPECT_EQ(code_of(interactive("button", R"({"buttons":[]})")), 131009);
  std::string rows;
  for (int i = 0; i < 11; ++i) {
    rows += std::string{i ? "," : ""} + R"({"id":")" + std::to_string(i) + R"(","title":"Row"})";
  }
  EXPECT_EQ(code_of(interactive("list", R"({"button":"Menu","sections":[{"rows":[)" + rows + "]}]}")), 131009);
}

TEST(OutgoingMessage, ANumberInToIsReadAsItsDigits) {
  const auto read = read_outgoing_message(R"({"messaging_product":"whatsapp","to":16505551234,"text":{"body":"x"}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->to, "16505551234");
}

}  // namespace recado::simulator
