#include "providers/kapso/item.h"

#include <simdjson.h>

#include <array>

#include "providers/meta/contact_book.h"

namespace recado::kapso {

using meta::digits_of;
using meta::object_at;
using meta::text_at;

namespace {

// Kapso's own facts about a message or a conversation stand in a member of this name.
std::optional<JsonObject> extras_of(const JsonObject& root, std::string_view part) {
  const auto object = object_at(root, part);
  return object ? object_at(*object, "kapso") : std::nullopt;
}

std::string text_in(const std::optional<JsonObject>& object, std::string_view key) {
  return object ? text_at(*object, key) : std::string{};
}

template <typename... Texts>
std::string first_of(Texts... texts) {
  for (std::string* text : std::array{&texts...}) {
    if (!text->empty()) return std::move(*text);
  }
  return {};
}

}  // namespace

NumberRef number_of(const JsonObject& root) {
  NumberRef number;
  const auto config = object_at(root, "whatsapp_config");
  number.number_id =
      first_of(text_at(root, "phone_number_id"), text_in(conversation_of(root), "phone_number_id"),
               text_in(extras_of(root, "message"), "phone_number_id"), text_in(config, "phone_number_id"));
  number.account_id = first_of(text_at(root, "business_account_id"), text_in(config, "business_account_id"));
  number.display_phone = first_of(digits_of(text_in(config, "display_phone_number_normalized")),
                                  digits_of(text_in(config, "display_phone_number")));
  return number;
}

std::optional<JsonObject> conversation_of(const JsonObject& root) { return object_at(root, "conversation"); }

std::string conversation_id_of(const JsonObject& root) {
  return first_of(text_in(conversation_of(root), "id"), text_in(extras_of(root, "message"), "whatsapp_conversation_id"),
                  text_at(root, "whatsapp_conversation_id"));
}

std::string contact_name_of(const JsonObject& root) {
  return first_of(text_in(extras_of(root, "conversation"), "contact_name"),
                  text_in(conversation_of(root), "contact_name"), text_in(extras_of(root, "message"), "contact_name"),
                  text_at(root, "contact_name"));
}

std::string conversation_phone_of(const JsonObject& root) {
  return first_of(digits_of(text_in(conversation_of(root), "phone_number")),
                  digits_of(text_in(extras_of(root, "message"), "phone_number")));
}

std::string without_at(std::string username) {
  if (username.starts_with('@')) username.erase(0, 1);
  return username;
}

}  // namespace recado::kapso
