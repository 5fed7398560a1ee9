#include <gtest/gtest.h>

#include "providers/meta/send_request.h"
#include "simulator/outgoing_message.h"

namespace recado::meta {
namespace {

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

// Whatever can be composed passes the checks that Meta documents, as the simulator makes them.
TEST(MetaBody, Every_type_is_taken_by_Metas_own_checks) {
  std::vector<OutgoingContent> all;
  all.push_back(text_content("Hola"));
  for (const auto type :
       {MessageType::image, MessageType::video, MessageType::audio, MessageType::document, MessageType::sticker})
    all.push_back(file(type, {.provider_id = "7"}));
  OutgoingContent list = of_type(MessageType::list, "What is it about?");
  list.list_button = "Choose";
  list.sections = {{"Orders", {{"o1", "Where is it", "Tracking"}}}, {"Other", {{"o2", "Something else", ""}}}};
  all.push_back(list);
  OutgoingContent link = of_type(MessageType::cta_url, "Pay here");
  link.link_text = "Pay";
  link.link_url = "https://pay.example/1";
  all.push_back(link);
  all.push_back(of_type(MessageType::location_request, "Where shall we come?"));
  OutgoingContent buttons = of_type(MessageType::buttons, "Sure?");
  buttons.header = "Order 7";
  buttons.buttons = {{"yes", "Yes"}};
  all.push_back(buttons);
  for (const OutgoingContent& content : all) {
    const auto text = request_body({.message = MessageId{1}, .to_phone = "573005550111", .content = content});
    EXPECT_TRUE(simulator::read_outgoing_message(text)) << text;
  }
}

}  // namespace
}  // namespace recado::meta
