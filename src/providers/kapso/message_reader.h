// Reads payloads with a message: what a customer wrote, what was written on the phone app, and how far a message of ours
// has come (reference, 5.1).
#pragma once

#include "providers/kapso/item.h"

namespace recado::kapso {

// `scope.number` is filled. The item's event is one of whatsapp.message.*.
void read_message_event(meta::ChangeScope& scope, const Item& item);

// A message as Kapso's lists show it (reference, 6): like the one of a webhook, without a conversation around it.
// Nothing is gathered for a message that no rule acts on.
void read_listed_message(meta::ChangeScope& scope, const JsonObject& message, std::string_view raw);

// What Kapso adds to Meta's content: the file's address, name, type and size, a transcript, and in `content` a summary
// in words, which stands in where the message itself says nothing.
void complete_content(const JsonObject& message, MessageContent& content);

}  // namespace recado::kapso
