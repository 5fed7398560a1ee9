#include "app/content_json.h"

#include "base/json_writer.h"

namespace recado {

namespace {

void unless_empty(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}

template <typename T>
void unless_none(JsonWriter& json, std::string_view name, const std::optional<T>& maybe) {
  if (maybe) json.member(name, *maybe);
}

void write_media(JsonWriter& json, const std::vector<Media>& files) {
  if (files.empty()) return;
  json.key("media").begin_array();
  for (const Media& file : files) {
    json.begin_object();
    unless_empty(json, "mime", file.mime);
    unless_empty(json, "filename", file.filename);
    unless_none(json, "size_bytes", file.size_bytes);
    unless_none(json, "voice", file.voice);
    unless_none(json, "animated", file.animated);
    unless_empty(json, "transcript", file.transcript);
    json.end_object();
  }
  json.end_array();
}

void write_location(JsonWriter& json, const std::optional<Location>& place) {
  if (!place) return;
  json.key("location").begin_object();
  json.member("latitude", place->latitude).member("longitude", place->longitude);
  unless_empty(json, "name", place->name);
  unless_empty(json, "address", place->address);
  json.end_object();
}

void write_cards(JsonWriter& json, const std::vector<ContactCard>& cards) {
  if (cards.empty()) return;
  json.key("contacts").begin_array();
  for (const ContactCard& card : cards) {
    json.begin_object().member("name", card.name).key("phones").begin_array();
    for (const std::string& phone : card.phones) json.begin_object().member("phone", phone).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_reply(JsonWriter& json, const MessageContent& content) {
  const bool button = content.type == MessageType::button_reply;
  if (!button && content.type != MessageType::list_reply) return;
  json.key("reply").begin_object();
  json.member("kind", button ? (content.button_kind == "template" ? "template_button" : "button") : "list");
  unless_empty(json, "id", button ? content.button_payload : content.list_id);
  unless_empty(json, "description", content.list_description);
  json.end_object();
}

void write_flow(JsonWriter& json, const MessageContent& content) {
  if (content.type != MessageType::flow_reply) return;
  json.key("flow").begin_object();
  unless_empty(json, "name", content.flow_name);
  if (!content.flow_json.empty()) json.key("answers").raw(content.flow_json);
  json.end_object();
}

void write_call_permission(JsonWriter& json, const MessageContent& content) {
  if (content.type != MessageType::call_permission_reply) return;
  json.key("call_permission").begin_object();
  unless_empty(json, "response", content.call_response);
  if (content.call_expires_s) json.member("expires_at", utc_seconds(*content.call_expires_s));
  json.end_object();
}

void write_order(JsonWriter& json, const std::optional<Order>& order) {
  if (!order) return;
  json.key("order").begin_object();
  unless_empty(json, "catalog_id", order->catalog_id);
  unless_empty(json, "text", order->text);
  json.key("items").begin_array();
  for (const OrderItem& item : order->items) {
    json.begin_object().member("sku", item.sku);
    if (!item.quantity_json.empty()) json.key("quantity").raw(item.quantity_json);
    if (!item.price_json.empty()) json.key("price").raw(item.price_json);
    unless_empty(json, "currency", item.currency);
    json.end_object();
  }
  json.end_array().end_object();
}

// What may come with any type: forwarded, an advertisement, a product, the provider's complaint.
void write_surroundings(JsonWriter& json, const MessageContent& content) {
  if (content.forwarded || content.frequently_forwarded)
    json.member("forwarded", content.frequently_forwarded ? "often" : "once");
  if (!content.referral_json.empty()) json.key("referral").raw(content.referral_json);
  if (!content.referred_product_sku.empty() || !content.referred_catalog_id.empty()) {
    json.key("product").begin_object();
    unless_empty(json, "catalog_id", content.referred_catalog_id);
    unless_empty(json, "sku", content.referred_product_sku);
    json.end_object();
  }
  if (content.type == MessageType::unsupported || content.type == MessageType::unknown) {
    json.key("unsupported").begin_object();
    json.member("type", content.unsupported_type.empty() ? content.raw_type : content.unsupported_type).end_object();
  }
  if (content.error) {
    json.key("error").begin_object();
    unless_none(json, "code", content.error->code);
    unless_empty(json, "title", content.error->title);
    unless_empty(json, "details", content.error->details);
    json.end_object();
  }
}

std::string unless_bare(JsonWriter json) {
  std::string text = std::move(json.end_object()).text();
  return text == "{}" ? std::string{} : text;
}

}  // namespace

std::string content_json(const MessageEvent& event) {
  const MessageContent& content = event.content;
  JsonWriter json;
  json.begin_object();
  write_media(json, content.media);
  write_location(json, content.location);
  write_cards(json, content.contacts);
  write_reply(json, content);
  write_flow(json, content);
  write_call_permission(json, content);
  write_order(json, content.order);
  write_surroundings(json, content);
  if (content.identity_change) {
    json.key("system").begin_object().member("kind", content.identity_change->kind);
    unless_empty(json, "old_phone", content.identity_change->old_phone);
    unless_empty(json, "new_phone", content.identity_change->new_phone);
    json.end_object();
  }
  if (event.history) json.member("imported", true);
  return unless_bare(std::move(json));
}

}  // namespace recado
