// Reads what a message says: the member of a message item that its type names (reference, 2.2 to 2.5).
#pragma once

#include <string>

#include "domain/message.h"
#include "providers/meta/json_fields.h"

namespace recado::meta {

// Fills the content from a message item, or from the message inside an edit. Returns why the item is broken; empty when it
// is not. A type that is not known, or has no body, becomes MessageType::unknown.
std::string read_content(const JsonObject& item, MessageContent& content);

// "interactive" bodies: what a customer answered to buttons, lists, flows and call requests (reference, 2.4).
void read_interactive(const JsonObject& body, MessageContent& content);

// context, referral and errors, which any type may carry (reference, 2.5).
void read_surroundings(const JsonObject& item, MessageContent& content);

}  // namespace recado::meta
