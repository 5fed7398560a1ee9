#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "net/http.h"
#include "providers/twilio/webhook_reader.h"

namespace recado::twilio {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string form(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    text += net::percent_encode(name) + "=" + net::percent_encode(value);
  }
  return text;
}

template <typename Event>
Event read(const std::string& body, std::string_view event = {}) {
  const auto delivery = make_webhook_reader()->read({event, body});
  EXPECT_TRUE(delivery && delivery->events.size() == 1);
  if (!delivery || delivery->events.size() != 1) return {};
  const auto* found = std::get_if<Event>(&delivery->events.front());
  EXPECT_NE(found, nullptr) << body;
  return found ? *found : Event{};
}

MessageEvent message(Fields fields) {
  fields.insert(fields.end(), {{"MessageSid", "SM1"},
                               {"AccountSid", "AC7"},
                               {"From", "whatsapp:+573005550111"},
                               {"To", "whatsapp:+576015550100"}});
  return read<MessageEvent>(form(fields));
}

StatusEvent status(Fields fields, std::string_view event = {}) {
  fields.insert(fields.end(),
                {{"MessageSid", "SM2"}, {"From", "whatsapp:+576015550100"}, {"To", "whatsapp:+573005550111"}});
  return read<StatusEvent>(form(fields), event);
}

TEST(TwilioReader, A_text_says_who_wrote_to_which_number) {
  const auto event = message({{"Body", "¿Abren hoy?"}, {"ProfileName", "Lucía 🌵"}, {"MessageType", "text"}});
  EXPECT_EQ(event.message_id, "SM1");
  EXPECT_EQ(event.number.number_id, "576015550100");
  EXPECT_EQ(event.number.account_id, "AC7");
  EXPECT_EQ(event.number.channel, "whatsapp");
  EXPECT_EQ(event.customer.phone, "573005550111");
  EXPECT_EQ(event.customer.profile_name, "Lucía 🌵");
  EXPECT_EQ(event.content.type, MessageType::text);
  EXPECT_EQ(event.content.text, "¿Abren hoy?");
  EXPECT_FALSE(event.timestamp_s) << "Twilio tells no time";
  EXPECT_EQ(boost::json::parse(event.raw_json).at("MessageType"), "text") << "all of it is kept";
}

TEST(TwilioReader, A_customer_without_a_number_is_known_by_the_user_id) {
  const auto event =
      read<MessageEvent>(form({{"MessageSid", "SM1"}, {"From", "whatsapp:CO.77"}, {"To", "whatsapp:+1555"}}));
  EXPECT_EQ(event.customer.user_id, "CO.77");
  EXPECT_EQ(event.customer.phone, "");
  EXPECT_EQ(message({{"ExternalUserId", "whatsapp:CO.78"}}).customer.user_id, "CO.78");
  EXPECT_EQ(status({{"MessageStatus", "read"}, {"ExternalUserId", "CO.79"}}).recipient.user_id, "CO.79");
}

TEST(TwilioReader, A_file_is_what_Twilio_calls_it_else_what_its_type_says) {
  const auto file = [](const std::string& word, const std::string& mime) {
    return message({{"NumMedia", "1"},
                    {"MediaUrl0", "https://api.twilio.test/2010-04-01/Accounts/AC7/Messages/MM1/Media/ME9"},
                    {"MediaContentType0", mime},
                    {"MessageType", word},
                    {"Body", "mira"}});
  };
  const auto image = file("", "image/jpeg");
  EXPECT_EQ(image.content.type, MessageType::image);
  EXPECT_EQ(image.content.media.at(0).id, "ME9");
  EXPECT_EQ(image.content.media.at(0).caption, "mira");
  EXPECT_EQ(image.content.text, "");
  EXPECT_EQ(file("sticker", "image/webp").content.type, MessageType::sticker);
  EXPECT_EQ(file("document", "image/png").content.type, MessageType::document);
  EXPECT_EQ(file("", "application/pdf").content.type, MessageType::document);
  EXPECT_EQ(file("", "audio/ogg").content.type, MessageType::audio);
  EXPECT_EQ(file("", "video/mp4").content.type, MessageType::video);
  EXPECT_EQ(file("", "text/x-vcard").content.type, MessageType::contacts);
  EXPECT_EQ(message({{"NumMedia", "999999999"}, {"MediaUrl0", "https://x.test/1"}}).content.media.size(), 1U);
}

TEST(TwilioReader, Taps_on_buttons_and_lists_and_answers_to_flows_are_replies) {
  const auto button = message({{"ButtonText", "Sí"},
                               {"ButtonPayload", "yes"},
                               {"MessageType", "button"},
                               {"Body", "Sí"},
                               {"OriginalRepliedMessageSid", "MM5"}});
  EXPECT_EQ(button.content.type, MessageType::button_reply);
  EXPECT_EQ(button.content.button_payload, "yes");
  EXPECT_EQ(button.content.button_kind, "template");
  EXPECT_EQ(button.content.reply_to, "MM5");
  const auto row = message({{"ListId", "r1"}, {"ListTitle", "Uno"}, {"ListDescription", "el primero"}});
  EXPECT_EQ(row.content.type, MessageType::list_reply);
  EXPECT_EQ(row.content.text, "Uno");
  EXPECT_EQ(row.content.list_description, "el primero");
  const auto flow = message(
      {{"InteractiveData", R"({"nfm_reply":{"name":"flow","response_json":"{\"flow_token\":\"t1\",\"size\":2}"}})"}});
  EXPECT_EQ(flow.content.type, MessageType::flow_reply);
  EXPECT_EQ(flow.content.flow_token, "t1");
  EXPECT_EQ(boost::json::parse(flow.content.flow_json).at("size"), 2);
  EXPECT_EQ(message({{"FlowData", "not JSON"}}).content.flow_json, "") << "kept raw, but never invented";
}

TEST(TwilioReader, A_place_an_advertisement_and_forwarded_marks_are_kept) {
  const auto place =
      message({{"Latitude", "4.71"}, {"Longitude", "-74.07"}, {"Label", "Sede"}, {"Address", "Calle 1"}});
  ASSERT_TRUE(place.content.location);
  EXPECT_EQ(place.content.location->longitude, -74.07);
  EXPECT_EQ(place.content.location->name, "Sede");
  EXPECT_EQ(message({{"Latitude", "north"}, {"Longitude", "1"}}).content.type, MessageType::text);
  const auto lured = message({{"Body", "hola"},
                              {"ReferralSourceId", "77"},
                              {"ReferralMediaUrl", "https://x.test/a.jpg"},
                              {"ReferralNumMedia", "1"},
                              {"FrequentlyForwarded", "true"}});
  EXPECT_EQ(boost::json::parse(lured.content.referral_json).at("source_id"), "77");
  EXPECT_TRUE(lured.content.media.empty()) << "the advertisement's picture is no attachment";
  EXPECT_TRUE(lured.content.forwarded && lured.content.frequently_forwarded);
}

TEST(TwilioReader, What_has_no_parameters_of_its_own_is_shown_as_unsupported) {
  const auto order = message({{"MessageType", "order"}, {"Body", ""}});
  EXPECT_EQ(order.content.type, MessageType::unsupported);
  EXPECT_EQ(order.content.unsupported_type, "order");
  const auto reaction = message({{"MessageType", "reaction"}, {"Body", "👍"}, {"OriginalRepliedMessageSid", "MM5"}});
  EXPECT_EQ(reaction.content.type, MessageType::reaction);
  EXPECT_EQ(reaction.content.reaction_to, "MM5");
}

TEST(TwilioReader, A_status_brings_our_own_message_id_back) {
  const auto sent = status({{"MessageStatus", "sent"}}, "msg_000000000000a");
  EXPECT_EQ(sent.callback_data, "msg_000000000000a");
  EXPECT_EQ(sent.status, DeliveryStatus::sent);
  EXPECT_EQ(sent.number.number_id, "576015550100");
  EXPECT_EQ(sent.recipient.phone, "573005550111");
  EXPECT_EQ(status({{"MessageStatus", "sending"}}).status, DeliveryStatus::queued);
}

TEST(TwilioReader, A_failure_says_what_it_means_and_in_whose_words) {
  const auto failed = status({{"MessageStatus", "undelivered"},
                              {"ErrorCode", "63016"},
                              {"ErrorMessage", "outside the window"},
                              {"ChannelStatusMessage", "(#131047) Re-engagement message"}});
  EXPECT_EQ(failed.status, DeliveryStatus::failed);
  ASSERT_TRUE(failed.failure);
  EXPECT_EQ(failed.failure->reason, "window_closed");
  EXPECT_EQ(failed.failure->message, "(#131047) Re-engagement message");
  EXPECT_EQ(status({{"MessageStatus", "failed"}, {"ErrorCode", "63099"}}).failure->reason, "refused");
  EXPECT_EQ(status({{"MessageStatus", "failed"}}).failure->reason, "failed");
}

TEST(TwilioReader, A_message_from_the_list_has_its_time_and_is_recognised_without_it) {
  const auto event = read<MessageEvent>(form({{"MessageSid", "SM1"},
                                              {"From", "whatsapp:+57300"},
                                              {"To", "whatsapp:+1555"},
                                              {"RecadoSentAt", "1795000000"}}),
                                        k_from_history);
  EXPECT_EQ(event.sent_at_s, 1'795'000'000);
  EXPECT_FALSE(event.timestamp_s);
  EXPECT_FALSE(message({{"RecadoSentAt", "1795000000"}}).sent_at_s) << "a webhook cannot date itself";
}

TEST(TwilioReader, Bytes_that_no_database_takes_are_mended) {
  EXPECT_EQ(read<MessageEvent>("MessageSid=SM1&From=whatsapp:%2B57&Body=a%00b%FFc").content.text,
            "ab\xEF\xBF\xBD"
            "c");
}

TEST(TwilioReader, What_is_no_form_or_names_no_message_is_refused) {
  for (const auto* body : {"", " ", "x", "x=%Z", "x=%4", "From=whatsapp:%2B57&Body=hi"}) {
    EXPECT_FALSE(make_webhook_reader()->read({{}, body})) << body;
  }
}

}  // namespace
}  // namespace recado::twilio
