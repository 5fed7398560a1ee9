#include "providers/meta/content_reader.h"

#include <simdjson.h>

#include <array>

#include "providers/meta/change_scope.h"

namespace recado::meta {

namespace {

void read_text(const JsonObject& body, MessageContent& content) { content.text = text_at(body, "body"); }

void read_media(const JsonObject& body, MessageContent& content) {
  Media& media = content.media.emplace_back();
  media.id = text_at(body, "id");
  media.url = text_at(body, "url");
  media.mime = text_at(body, "mime_type");
  media.sha256 = text_at(body, "sha256");
  media.filename = text_at(body, "filename");
  media.caption = text_at(body, "caption");
  media.size_bytes = integer_at(body, "file_size");
  media.voice = flag_at(body, "voice");
  media.animated = flag_at(body, "animated");
}

// A voice note before "audio" gained its `voice` flag.
void read_voice(const JsonObject& body, MessageContent& content) {
  read_media(body, content);
  content.media.back().voice = true;
}

void read_location(const JsonObject& body, MessageContent& content) {
  const auto latitude = number_at(body, "latitude");
  const auto longitude = number_at(body, "longitude");
  if (!latitude || !longitude) {
    content.type = MessageType::unknown;
    return;
  }
  content.location =
      Location{*latitude, *longitude, text_at(body, "name"), text_at(body, "address"), text_at(body, "url")};
}

void read_reaction(const JsonObject& body, MessageContent& content) {
  content.reaction_to = text_at(body, "message_id");
  content.reaction_emoji = text_at(body, "emoji");
}

void read_button(const JsonObject& body, MessageContent& content) {
  content.text = text_at(body, "text");
  content.button_payload = text_at(body, "payload");
  content.button_kind = "template";
}

void read_order(const JsonObject& body, MessageContent& content) {
  Order& order = content.order.emplace();
  order.catalog_id = text_at(body, "catalog_id");
  order.text = text_at(body, "text");
  simdjson::dom::array items;
  if (body.at_key("product_items").get_array().get(items) != simdjson::SUCCESS) return;
  for (const auto element : items) {
    JsonObject item;
    if (element.get_object().get(item) != simdjson::SUCCESS) continue;
    order.items.push_back({text_at(item, "product_retailer_id"), json_at(item, "quantity"), json_at(item, "item_price"),
                           text_at(item, "currency")});
  }
}

void read_original(const JsonObject& body, MessageContent& content) {
  content.original_message_id = text_at(body, "original_message_id");
}

void read_edit(const JsonObject& body, MessageContent& content) {
  read_original(body, content);
  const auto message = object_at(body, "message");
  // An edit inside an edit is no form of Meta's; refusing it bounds the recursion.
  if (!message || text_at(*message, "type") == "edit") return;
  if (const std::string broken = read_content(*message, content); !broken.empty()) content.type = MessageType::unknown;
  content.edited_type = content.type;
  content.type = MessageType::edit;
  content.raw_type = "edit";
}

void read_unsupported(const JsonObject& body, MessageContent& content) {
  content.unsupported_type = text_at(body, "type");
}

std::string card_name(const JsonObject& card) {
  const auto name = object_at(card, "name");
  if (!name) return {};
  std::string whole = text_at(*name, "formatted_name");
  if (!whole.empty()) return whole;
  for (const std::string_view part : {"prefix", "first_name", "middle_name", "last_name", "suffix"}) {
    const std::string text = text_at(*name, part);
    if (!whole.empty() && !text.empty()) whole += ' ';
    whole += text;
  }
  return whole;
}

ContactCard read_card(const JsonObject& card) {
  ContactCard out{card_name(card), {}};
  simdjson::dom::array phones;
  if (card.at_key("phones").get_array().get(phones) != simdjson::SUCCESS) return out;
  for (const auto element : phones) {
    JsonObject phone;
    if (element.get_object().get(phone) != simdjson::SUCCESS) continue;
    std::string written = text_at(phone, "phone");
    if (written.empty()) written = text_at(phone, "wa_id");
    if (!written.empty()) out.phones.push_back(std::move(written));
  }
  return out;
}

void read_cards(const JsonObject& item, MessageContent& content) {
  simdjson::dom::array cards;
  if (item.at_key("contacts").get_array().get(cards) != simdjson::SUCCESS) return;
  for (const auto element : cards) {
    JsonObject card;
    if (element.get_object().get(card) == simdjson::SUCCESS) content.contacts.push_back(read_card(card));
  }
}

struct Kind {
  std::string_view word;  // Meta's type, and the name of its body
  MessageType type;
  Shape body;  // absent: it needs none
  void (*read)(const JsonObject& body, MessageContent& content);
};

constexpr std::array<Kind, 18> k_kinds{{
    {"text", MessageType::text, Shape::object, read_text},
    {"image", MessageType::image, Shape::object, read_media},
    {"video", MessageType::video, Shape::object, read_media},
    {"audio", MessageType::audio, Shape::object, read_media},
    {"voice", MessageType::audio, Shape::object, read_voice},
    {"document", MessageType::document, Shape::object, read_media},
    {"sticker", MessageType::sticker, Shape::object, read_media},
    {"location", MessageType::location, Shape::object, read_location},
    {"contacts", MessageType::contacts, Shape::list, read_cards},
    {"reaction", MessageType::reaction, Shape::object, read_reaction},
    {"interactive", MessageType::unknown, Shape::object, read_interactive},
    {"button", MessageType::button_reply, Shape::object, read_button},
    {"order", MessageType::order, Shape::object, read_order},
    {"edit", MessageType::edit, Shape::object, read_edit},
    {"revoke", MessageType::revoke, Shape::object, read_original},
    {"unsupported", MessageType::unsupported, Shape::absent, read_unsupported},
    {"unknown", MessageType::unsupported, Shape::absent, read_unsupported},
    {"media_placeholder", MessageType::media_placeholder, Shape::absent, nullptr},
}};

const Kind* kind_of(std::string_view word) {
  for (const Kind& kind : k_kinds) {
    if (kind.word == word) return &kind;
  }
  return nullptr;
}

}  // namespace

std::string read_content(const JsonObject& item, MessageContent& content) {
  content.raw_type = text_at(item, "type");
  content.type = MessageType::unknown;
  const Kind* kind = kind_of(content.raw_type);
  if (kind == nullptr) return {};
  const Shape shape = shape_of(item, kind->word);
  if (kind->body == Shape::absent) {
    content.type = kind->type;
    if (shape == Shape::object && kind->read != nullptr) kind->read(*object_at(item, kind->word), content);
    return {};
  }
  if (shape == Shape::absent) return {};
  if (shape != kind->body) {
    return "'" + content.raw_type + "' is not " + (kind->body == Shape::list ? "a list" : "an object");
  }
  content.type = kind->type;
  kind->read(shape == Shape::list ? item : *object_at(item, kind->word), content);
  return {};
}

void read_surroundings(const JsonObject& item, MessageContent& content) {
  if (const auto context = object_at(item, "context")) {
    content.reply_to = text_at(*context, "id");
    content.forwarded = flag_at(*context, "forwarded").value_or(false);
    content.frequently_forwarded = flag_at(*context, "frequently_forwarded").value_or(false);
    if (const auto product = object_at(*context, "referred_product")) {
      content.referred_catalog_id = text_at(*product, "catalog_id");
      content.referred_product_sku = text_at(*product, "product_retailer_id");
    }
  }
  if (shape_of(item, "referral") == Shape::object) content.referral_json = json_at(item, "referral");
  content.error = first_error(item);
}

}  // namespace recado::meta
