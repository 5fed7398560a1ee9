// Reads what is told beside messages and statuses, one item at a time: calls, groups, preferences, contact sync, errors
// of a whole value, and the events that Meta infers from a chat (reference, 2.6 and 3).
#pragma once

#include <string_view>

#include "providers/meta/change_scope.h"

namespace recado::meta {

void read_call(ChangeScope& scope, const JsonObject& item, std::string_view raw);
// How a call of ours goes; Meta puts it among the statuses.
void read_call_status(ChangeScope& scope, const JsonObject& item, std::string_view raw);
void read_group(ChangeScope& scope, const JsonObject& item, std::string_view raw);
void read_preference(ChangeScope& scope, const JsonObject& item, std::string_view raw);
void read_contact_sync(ChangeScope& scope, const JsonObject& item, std::string_view raw);
void read_automatic_event(ChangeScope& scope, const JsonObject& item, std::string_view raw);
void read_error(ChangeScope& scope, const JsonObject& item, std::string_view raw);

}  // namespace recado::meta
