#include "server/message_event_json.h"

namespace recado {

namespace {

// The corpus knows no word for a placeholder; raw_type says it.
std::string_view type_word(MessageType type) {
  return type == MessageType::media_placeholder ? to_text(MessageType::unknown) : to_text(type);
}

void write_media_members(JsonWriter& json, const Media& media, std::string_view url_name) {
  write_text(json, "media_id", media.id);
  write_text(json, url_name, media.url);
  write_text(json, "mime", media.mime);
  write_text(json, "sha256", media.sha256);
  write_text(json, "filename", media.filename);
  write_text(json, "caption", media.caption);
  write_maybe(json, "size", media.size_bytes);
  write_maybe(json, "voice", media.voice);
  write_maybe(json, "animated", media.animated);
  write_text(json, "transcript", media.transcript);
}

void write_media(JsonWriter& json, const std::vector<Media>& media) {
  if (media.empty()) return;
  write_media_members(json, media.front(), "media_url");
  json.key("media").begin_array();
  for (const Media& one : media) {
    json.begin_object();
    write_media_members(json, one, "url");
    json.end_object();
  }
  json.end_array();
}

void write_location(JsonWriter& json, const std::optional<Location>& location) {
  if (!location) return;
  json.member("latitude", location->latitude).member("longitude", location->longitude);
  write_text(json, "location_name", location->name);
  write_text(json, "location_address", location->address);
  write_text(json, "location_url", location->url);
}

void write_cards(JsonWriter& json, const std::vector<ContactCard>& cards) {
  if (cards.empty()) return;
  json.key("contacts").begin_array();
  for (const ContactCard& card : cards) {
    json.begin_object().member("name", card.name).key("phones").begin_array();
    for (const std::string& phone : card.phones) json.value(phone);
    json.end_array().end_object();
  }
  json.end_array();
}

void write_order(JsonWriter& json, const std::optional<Order>& order) {
  if (!order) return;
  json.key("order").begin_object();
  write_text(json, "catalog_id", order->catalog_id);
  write_text(json, "text", order->text);
  json.key("items").begin_array();
  for (const OrderItem& item : order->items) {
    json.begin_object();
    write_text(json, "sku", item.sku);
    if (!item.quantity_json.empty()) json.key("quantity").raw(item.quantity_json);
    if (!item.price_json.empty()) json.key("price").raw(item.price_json);
    write_text(json, "currency", item.currency);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_replies(JsonWriter& json, const MessageContent& content) {
  write_text(json, "button_payload", content.button_payload);
  write_text(json, "button_kind", content.button_kind);
  write_text(json, "list_id", content.list_id);
  write_text(json, "list_description", content.list_description);
  write_text(json, "flow_name", content.flow_name);
  if (!content.flow_json.empty()) json.key("flow_data").raw(content.flow_json);
  write_text(json, "flow_token", content.flow_token);
  write_text(json, "response", content.call_response);
  write_maybe(json, "expires", content.call_expires_s);
  if (content.type == MessageType::reaction) {
    write_text(json, "reaction_to", content.reaction_to);
    write_text(json, "reaction_emoji", content.reaction_emoji);
    json.member("reaction_removed", content.reaction_emoji.empty());
  }
}

}  // namespace

void write_text(JsonWriter& json, std::string_view name, std::string_view value) {
  if (!value.empty()) json.member(name, value);
}

void write_error(JsonWriter& json, const std::optional<ProviderError>& error) {
  if (!error) return;
  write_maybe(json, "error_code", error->code);
  write_text(json, "error_title", error->title);
  write_text(json, "error_details", error->details);
}

void write_content(JsonWriter& json, const MessageContent& content) {
  json.member("type", type_word(content.type));
  write_text(json, "raw_type", content.raw_type);
  write_text(json, "text", content.text);
  write_media(json, content.media);
  write_location(json, content.location);
  write_cards(json, content.contacts);
  write_replies(json, content);
  write_order(json, content.order);
  write_text(json, "original_message_id", content.original_message_id);
  if (content.edited_type) json.member("edited_type", type_word(*content.edited_type));
  write_text(json, "unsupported_type", content.unsupported_type);
  write_error(json, content.error);
  write_text(json, "reply_to", content.reply_to);
  if (content.forwarded) json.member("forwarded", true);
  if (content.frequently_forwarded) json.member("frequently_forwarded", true);
  if (!content.referral_json.empty()) json.key("referral").raw(content.referral_json);
  if (!content.referred_catalog_id.empty() || !content.referred_product_sku.empty()) {
    json.key("referred_product").begin_object();
    write_text(json, "catalog_id", content.referred_catalog_id);
    write_text(json, "sku", content.referred_product_sku);
    json.end_object();
  }
}

}  // namespace recado
