#include "providers/meta/message_body.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "providers/meta/send_request.h"

namespace recado::meta {
namespace {

namespace json = boost::json;

json::value body_of(const OutgoingContent& content, const std::string& about = {}) {
  return json::parse(request_body(
      {.message = MessageId{1}, .to_phone = "573005550111", .content = content, .reply_to = {}, .about = about}));
}

OutgoingContent of_type(MessageType type, std::string text = {}) {
  OutgoingContent content = text_content(std::move(text));
  content.type = type;
  return content;
}

OutgoingContent file(MessageType type, OutgoingMedia media, std::string caption = {}) {
  OutgoingContent content = of_type(type, std::move(caption));
  content.media.push_back(std::move(media));
  return content;
}

TEST(MetaBody, A_file_that_Meta_has_goes_by_its_id_with_its_caption) {
  const auto body = body_of(file(MessageType::image, {.provider_id = "77"}, "The receipt"));
  EXPECT_EQ(body.at("type"), "image");
  EXPECT_EQ(body.at("image"), json::parse(R"({"id":"77","caption":"The receipt"})"));
}

TEST(MetaBody, A_document_says_its_name_and_a_voice_note_that_it_is_one) {
  EXPECT_EQ(
      body_of(file(MessageType::document, {.link = "https://a.example/b.pdf", .filename = "b.pdf"})).at("document"),
      json::parse(R"({"link":"https://a.example/b.pdf","filename":"b.pdf"})"));
  EXPECT_EQ(body_of(file(MessageType::audio, {.provider_id = "5", .voice = true})).at("audio"),
            json::parse(R"({"id":"5","voice":true})"));
}

TEST(MetaBody, A_reaction_names_its_message_and_an_empty_emoji_takes_it_back) {
  OutgoingContent reaction = of_type(MessageType::reaction);
  reaction.reaction_emoji = "👍";
  EXPECT_EQ(body_of(reaction, "wamid.5").at("reaction"), json::parse(R"({"message_id":"wamid.5","emoji":"👍"})"));
  reaction.reaction_emoji.clear();
  EXPECT_EQ(body_of(reaction, "wamid.5").at("reaction").at("emoji"), "");
}

TEST(MetaBody, A_place_and_a_contact_card_carry_what_the_person_filled_in) {
  OutgoingContent place = of_type(MessageType::location);
  place.location.push_back({.latitude = 4.6097, .longitude = -74.0817, .name = "Office"});
  EXPECT_EQ(body_of(place).at("location"), json::parse(R"({"latitude":4.6097,"longitude":-74.0817,"name":"Office"})"));

  OutgoingContent card = of_type(MessageType::contacts);
  card.contacts.push_back(
      {.formatted_name = "Ana Ruiz", .phones = {{.phone = "+57 300 555 0111"}}, .emails = {"a@b.co"}});
  const auto written = body_of(card).at("contacts").at(0);
  EXPECT_EQ(written.at("name"), json::parse(R"({"formatted_name":"Ana Ruiz","first_name":"Ana Ruiz"})"));
  EXPECT_EQ(written.at("phones").at(0).at("phone"), "+57 300 555 0111");
  EXPECT_EQ(written.at("emails").at(0).at("email"), "a@b.co");
}

TEST(MetaBody, Buttons_may_have_a_picture_above_them) {
  OutgoingContent content = file(MessageType::buttons, {.provider_id = "9", .mime = "image/png"}, "Shall we ship it?");
  content.buttons = {{"yes", "Yes"}, {"no", "No"}};
  content.footer = "Answer until Friday";
  const auto body = body_of(content).at("interactive");
  EXPECT_EQ(body.at("type"), "button");
  EXPECT_EQ(body.at("header"), json::parse(R"({"type":"image","image":{"id":"9"}})"));
  EXPECT_EQ(body.at("footer").at("text"), "Answer until Friday");
  EXPECT_EQ(body.at("action").at("buttons").at(1), json::parse(R"({"type":"reply","reply":{"id":"no","title":"No"}})"));
}

}  // namespace
}  // namespace recado::meta
