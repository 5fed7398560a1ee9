// One Kapso payload taken apart: the message or event, the conversation around it and the number it is for. Read once per
// payload; message_reader and notice_reader make events of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/webhook_event.h"
#include "providers/meta/change_scope.h"
#include "providers/meta/json_fields.h"

namespace recado::kapso {

using meta::JsonObject;

struct Item {
  std::string_view event;  // the header's word, "whatsapp.message.received"
  const JsonObject& root;
  std::string_view raw;          // of the whole payload
  std::string_view raw_message;  // of its message; empty when it has none
};

// Which number of ours the payload is for: `message` and `conversation` repeat it, version 1 nests it.
NumberRef number_of(const JsonObject& root);

std::optional<JsonObject> conversation_of(const JsonObject& root);
std::string conversation_id_of(const JsonObject& root);
// The customer's, wherever the payload has it.
std::string contact_name_of(const JsonObject& root);
// Digits; Kapso writes numbers with and without "+" (reference, 5.1).
std::string conversation_phone_of(const JsonObject& root);
std::string without_at(std::string username);

}  // namespace recado::kapso
