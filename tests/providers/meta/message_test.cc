#include "providers/meta/deliveries.h"

namespace recado::meta {
namespace {

MessageContent content_of(const std::string& members) {
  return only<MessageEvent>(with_messages({message("wamid.1", members)})).content;
}

TEST(MetaMessage, A_text_is_read_with_who_when_and_for_which_number) {
  const auto event = only<MessageEvent>(
      with_messages({text("wamid.1", "¿Está abierto?")}, R"({"profile":{"name":"Lucía"},"wa_id":"573005550111"})"));
  EXPECT_EQ(event.direction, Direction::inbound);
  EXPECT_EQ(event.message_id, "wamid.1");
  EXPECT_EQ(event.number.account_id, "7001");
  EXPECT_EQ(event.number.number_id, "9001");
  EXPECT_EQ(event.number.display_phone, "576015550100");
  EXPECT_EQ(event.customer.phone, "573005550111");
  EXPECT_EQ(event.customer.profile_name, "Lucía");
  EXPECT_EQ(event.timestamp_s, 1763700000);
  EXPECT_EQ(event.content.type, MessageType::text);
  EXPECT_EQ(event.content.text, "¿Está abierto?");
}

TEST(MetaMessage, The_raw_item_is_kept_beside_what_was_read) {
  const std::string item =
      message("wamid.1", R"("type":"text","text":{"body":"a\u00e9"}, "new_fact" : [1, {"x":null}])");
  EXPECT_EQ(only<MessageEvent>(with_messages({item})).raw_json, item);
}

TEST(MetaMessage, Members_may_stand_in_any_order) {
  const auto event = only<MessageEvent>(
      R"({"entry":[{"changes":[{"value":{"messages":[{"text":{"body":"x"},"type":"text","id":"wamid.1",)"
      R"("from_user_id":"CO.55"}],"contacts":[{"user_id":"CO.55","profile":{"username":"@ana"}}],)"
      R"("metadata":{"phone_number_id":"9001"}},"field":"messages"}],"id":"7001"}],"object":"whatsapp_business_account"})");
  EXPECT_EQ(event.number.number_id, "9001");
  EXPECT_EQ(event.number.account_id, "7001");
  EXPECT_EQ(event.customer.username, "ana");
}

TEST(MetaMessage, Media_keeps_its_id_hash_caption_and_flags) {
  const auto image = content_of(
      R"("type":"image","image":{"id":123,"mime_type":"image/png","sha256":"q1+/=","caption":"La factura","url":"https://x"})");
  ASSERT_EQ(image.media.size(), 1U);
  EXPECT_EQ(image.type, MessageType::image);
  EXPECT_EQ(image.media[0].id, "123");
  EXPECT_EQ(image.media[0].sha256, "q1+/=");
  EXPECT_EQ(image.media[0].caption, "La factura");
  EXPECT_EQ(image.media[0].url, "https://x");
  EXPECT_EQ(content_of(R"("type":"audio","audio":{"id":"1","voice":true})").media.at(0).voice, true);
  EXPECT_EQ(content_of(R"("type":"voice","voice":{"id":"1"})").type, MessageType::audio);
  EXPECT_EQ(content_of(R"("type":"document","document":{"id":"1","filename":"a.pdf"})").media.at(0).filename, "a.pdf");
  EXPECT_EQ(content_of(R"("type":"sticker","sticker":{"id":"1","animated":false})").media.at(0).animated, false);
}

TEST(MetaMessage, A_location_at_zero_degrees_and_one_written_as_text_are_places) {
  const auto zero = content_of(R"("type":"location","location":{"latitude":0,"longitude":-0.5,"name":"Mar"})");
  ASSERT_TRUE(zero.location);
  EXPECT_EQ(zero.location->latitude, 0);
  EXPECT_EQ(zero.location->name, "Mar");
  const auto words = content_of(R"("type":"location","location":{"latitude":"4.6","longitude":"-74.08"})");
  ASSERT_TRUE(words.location);
  EXPECT_DOUBLE_EQ(words.location->longitude, -74.08);
}

TEST(MetaMessage, Answers_to_buttons_lists_flows_and_templates_carry_what_was_chosen) {
  const auto button = content_of(
      R"("type":"interactive","interactive":{"button_reply":{"id":"b1","title":"Sí"},"type":"button_reply"})");
  EXPECT_EQ(button.type, MessageType::button_reply);
  EXPECT_EQ(button.button_payload, "b1");
  EXPECT_EQ(button.button_kind, "interactive");
  const auto quick =
      content_of(R"("type":"button","button":{"payload":"P","text":"Gracias"},"context":{"id":"wamid.T"})");
  EXPECT_EQ(quick.button_kind, "template");
  EXPECT_EQ(quick.reply_to, "wamid.T");
  const auto list = content_of(
      R"("type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"r2","title":"Lunes","description":"9 h"}})");
  EXPECT_EQ(list.list_id, "r2");
  EXPECT_EQ(list.list_description, "9 h");
  const auto call =
      content_of(R"("type":"interactive","interactive":{"type":"call_permission_reply","call_permission_reply":)"
                 R"({"response":"accept","expiration_timestamp":"1763800000"}})");
  EXPECT_EQ(call.call_response, "accept");
  EXPECT_EQ(call.call_expires_s, 1763800000);
}

TEST(MetaMessage, The_answer_of_a_flow_is_parsed_and_one_that_cannot_be_does_not_cost_the_message) {
  const std::string flow =
      R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Enviado",)";
  const auto good = content_of(flow + R"("response_json":"{\"flow_token\":\"t1\",\"dia\":\"martes\"}"}})");
  EXPECT_EQ(good.flow_token, "t1");
  EXPECT_EQ(good.flow_json, R"({"flow_token":"t1","dia":"martes"})");
  const auto bad = content_of(flow + R"("response_json":"{nope"}})");
  EXPECT_EQ(bad.type, MessageType::flow_reply);
  EXPECT_EQ(bad.text, "Enviado");
  EXPECT_EQ(bad.flow_json, "");
}

TEST(MetaMessage, An_order_keeps_its_figures_as_they_were_written) {
  const auto content =
      content_of(R"("type":"order","order":{"catalog_id":"c","text":"rápido","product_items":[)"
                 R"({"product_retailer_id":"s1","quantity":2,"item_price":"19.90","currency":"COP"},"junk"]})");
  ASSERT_TRUE(content.order);
  ASSERT_EQ(content.order->items.size(), 1U);
  EXPECT_EQ(content.order->items[0].quantity_json, "2");
  EXPECT_EQ(content.order->items[0].price_json, R"("19.90")");
}

TEST(MetaMessage, Contact_cards_without_a_formatted_name_are_named_by_their_parts) {
  const auto content = content_of(
      R"("type":"contacts","contacts":[{"name":{"first_name":"Ana","last_name":"Ruiz"},"phones":[{"wa_id":"5731"},{}]}])");
  ASSERT_EQ(content.contacts.size(), 1U);
  EXPECT_EQ(content.contacts[0].name, "Ana Ruiz");
  EXPECT_EQ(content.contacts[0].phones, std::vector<std::string>{"5731"});
}

TEST(MetaMessage, A_reaction_without_emoji_takes_the_reaction_back) {
  const auto content = content_of(R"("type":"reaction","reaction":{"message_id":"wamid.0"})");
  EXPECT_EQ(content.reaction_to, "wamid.0");
  EXPECT_EQ(content.reaction_emoji, "");
}

TEST(MetaMessage, A_reaction_to_nothing_never_appears) {
  EXPECT_EQ(
      all<MessageEvent>(read(with_messages({message("wamid.1", R"("type":"reaction","reaction":{"emoji":"x"})")})))
          .size(),
      0U);
}

TEST(MetaMessage, An_edit_carries_the_new_content_and_the_message_it_changes) {
  const auto content = content_of(
      R"("type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"corregido"}}})");
  EXPECT_EQ(content.type, MessageType::edit);
  EXPECT_EQ(content.edited_type, MessageType::text);
  EXPECT_EQ(content.text, "corregido");
  EXPECT_EQ(content.original_message_id, "wamid.0");
  EXPECT_EQ(content_of(R"("type":"revoke","revoke":{"original_message_id":"wamid.0"})").type, MessageType::revoke);
}

TEST(MetaMessage, Forwards_replies_products_and_advertisements_stay_with_the_message) {
  const auto forward = content_of(R"("type":"text","text":{"body":"x"},"context":{"frequently_forwarded":true})");
  EXPECT_TRUE(forward.frequently_forwarded);
  EXPECT_EQ(forward.reply_to, "");
  const auto product = content_of(
      R"("type":"text","text":{"body":"x"},"context":{"referred_product":{"catalog_id":"c","product_retailer_id":"s"}})");
  EXPECT_EQ(product.referred_product_sku, "s");
  const auto ad = content_of(R"("type":"text","text":{"body":"x"},"referral":{"source_type":"ad","ctwa_clid":"k"})");
  EXPECT_EQ(ad.referral_json, R"({"source_type":"ad","ctwa_clid":"k"})");
}

TEST(MetaMessage, What_WhatsApp_itself_cannot_pass_on_is_shown_as_such) {
  const auto content = content_of(
      R"("type":"unsupported","unsupported":{"type":"poll"},"errors":[{"code":"131051","title":"T","error_data":{"details":"D"}}])");
  EXPECT_EQ(content.type, MessageType::unsupported);
  EXPECT_EQ(content.unsupported_type, "poll");
  ASSERT_TRUE(content.error);
  EXPECT_EQ(content.error->code, 131051);
  EXPECT_EQ(content.error->details, "D");
}

TEST(MetaMessage, A_type_of_the_future_is_a_message_with_its_raw_item) {
  const auto event =
      only<MessageEvent>(with_messages({message("wamid.1", R"("type":"hologram","hologram":{"id":"1"})")}));
  EXPECT_EQ(event.content.type, MessageType::unknown);
  EXPECT_EQ(event.content.raw_type, "hologram");
  EXPECT_NE(event.raw_json.find(R"("hologram":{"id":"1"})"), std::string::npos);
}

}  // namespace
}  // namespace recado::meta
