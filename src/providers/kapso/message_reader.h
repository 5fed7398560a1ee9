// Reads payloads with a message: what a customer wrote, what was written on the phone app, and how far a message of ours
// has come (reference, 5.1).
#pragma once

#include "providers/kapso/item.h"

namespace recado::kapso {

// `scope.number` is filled. The item's event is one of whatsapp.message.*.
void read_message_event(meta::ChangeScope& scope, const Item& item);

// What Kapso adds to Meta's content: the file's address, name, type and size, a transcript, and in `content` a summary
// in words, which stands in where the message itself says nothing.
void complete_content(const JsonObject& message, MessageContent& content);

}  // namespace recado::kapso
