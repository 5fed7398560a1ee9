// Reads message items: messages[], message_echoes[] and the messages of a history import (reference, 2.1 and 3.1).
#pragma once

#include <string_view>

#include "providers/meta/change_scope.h"

namespace recado::meta {

// Everything but who wrote to whom. False when the item does not become a message; why is gathered then.
bool fill_message(ChangeScope& scope, const JsonObject& item, std::string_view raw, MessageEvent& event);

void read_message(ChangeScope& scope, const JsonObject& item, std::string_view raw);
// What was written on the phone app or by another system for the same number.
void read_echo(ChangeScope& scope, const JsonObject& item, std::string_view raw);
// `customer`: whom the imported thread is with.
void read_history_message(ChangeScope& scope, const Party& customer, const JsonObject& item, std::string_view raw);

// Messages of type "system", and user_id_update[]: a customer's number or id changed (reference, 2.2 and 2.7).
void read_system(ChangeScope& scope, const JsonObject& item, std::string_view raw);
void read_user_id_update(ChangeScope& scope, const JsonObject& item, std::string_view raw);

}  // namespace recado::meta
