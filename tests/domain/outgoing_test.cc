#include <gtest/gtest.h>

#include "domain/capabilities.h"

namespace recado {
namespace {

OutgoingContent of_type(MessageType type, std::string text = {}) {
  OutgoingContent content = text_content(std::move(text));
  content.type = type;
  return content;
}

OutgoingContent buttons(std::vector<ReplyButton> buttons) {
  OutgoingContent content = of_type(MessageType::buttons, "Sure?");
  content.buttons = std::move(buttons);
  return content;
}

// The field that is complained about; empty when nothing is.
std::string complaint(const OutgoingContent& content, Provider provider = Provider::meta) {
  const auto checked = check_outgoing(content, provider);
  return checked ? "" : checked.error().field;
}

TEST(Outgoing, A_text_is_refused_when_it_is_empty_or_longer_than_the_provider_takes) {
  EXPECT_EQ(complaint(text_content(" \n")), "text");
  EXPECT_EQ(complaint(text_content(std::string(4096, 'a'))), "");
  EXPECT_EQ(complaint(text_content(std::string(4097, 'a'))), "text");
  EXPECT_EQ(complaint(text_content(std::string(1601, 'a')), Provider::twilio), "text");
  EXPECT_EQ(complaint(text_content(std::string(1601, 'a')), Provider::kapso), "");
}

TEST(Outgoing, Characters_are_counted_and_not_bytes) {
  EXPECT_EQ(complaint(buttons({{"a", "ñandúñandúñandúñandú"}})), "");
  EXPECT_EQ(complaint(buttons({{"a", "ñandúñandúñandúñandú!"}})), "buttons[0].title");
}

TEST(Outgoing, Buttons_are_one_to_three_and_can_be_told_apart) {
  EXPECT_EQ(complaint(buttons({})), "buttons");
  EXPECT_EQ(complaint(buttons({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}})), "buttons");
  EXPECT_EQ(complaint(buttons({{"a", "1"}, {"a", "2"}})), "buttons[1].id");
  EXPECT_EQ(complaint(buttons({{"a", "1"}, {"b", "1"}})), "buttons[1].title");
}

TEST(Outgoing, A_list_has_at_most_ten_rows_in_all_its_sections) {
  OutgoingContent list = of_type(MessageType::list, "Choose");
  list.list_button = "Menu";
  list.sections = {{"A", {}}, {"B", {}}};
  for (int i = 0; i < 5; ++i) {
    list.sections[0].rows.push_back({"a" + std::to_string(i), "Row", ""});
    list.sections[1].rows.push_back({"b" + std::to_string(i), "Row", ""});
  }
  EXPECT_EQ(complaint(list), "");
  list.sections[1].rows.push_back({"c", "Row", ""});
  EXPECT_EQ(complaint(list), "list.sections");
  list.sections[1].rows.pop_back();
  list.sections[1].title.clear();
  EXPECT_EQ(complaint(list), "list.sections[1].title");
}

TEST(Outgoing, What_a_provider_has_no_message_for_is_refused_with_the_reason) {
  const auto refused = check_outgoing(buttons({{"a", "1"}}), Provider::twilio);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "cannot_send_type");
  EXPECT_EQ(refused.error().field, "type");
  EXPECT_FALSE(refused.error().next_step.empty());
}

TEST(Outgoing, A_file_is_ours_or_at_an_address_and_of_a_type_that_fits) {
  OutgoingContent image = of_type(MessageType::image);
  EXPECT_EQ(complaint(image), "media");
  image.media.push_back({.link = "http://plain.example/a.jpg"});
  EXPECT_EQ(complaint(image), "media.link");
  image.media.front() = {.file = MediaId{4}, .mime = "image/svg+xml"};
  EXPECT_EQ(complaint(image), "media.file_id");
  image.media.front().mime = "image/jpeg";
  EXPECT_EQ(complaint(image), "");
  OutgoingContent audio = image;
  audio.type = MessageType::audio;
  audio.media.front().mime = "audio/ogg; codecs=opus";
  EXPECT_EQ(complaint(audio), "");
  audio.text = "no caption here";
  EXPECT_EQ(complaint(audio), "text");
}

TEST(Outgoing, A_place_lies_on_the_globe) {
  OutgoingContent place = of_type(MessageType::location);
  place.location.push_back({.latitude = 90.5, .longitude = 0});
  EXPECT_EQ(complaint(place), "location.latitude");
  place.location.front() = {.latitude = 4.6, .longitude = -74.1};
  EXPECT_EQ(complaint(place), "");
}

TEST(Outgoing, What_only_customers_send_cannot_be_sent) { EXPECT_EQ(complaint(of_type(MessageType::order)), "type"); }

}  // namespace
}  // namespace recado
