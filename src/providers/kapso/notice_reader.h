// Reads payloads without a message: conversations, numbers and accounts, workflows, and what changed about a contact
// (reference, 5.2). No rule acts on most of them yet.
#pragma once

#include "providers/kapso/item.h"

namespace recado::kapso {

using ReadItem = void (*)(meta::ChangeScope& scope, const Item& item);

// Null when the event is not one of these.
ReadItem notice_reader_for(std::string_view event);

}  // namespace recado::kapso
