// Reads statuses[]: how far a message of ours has come, or how a call goes (reference, 2.6 and 3.2).
#pragma once

#include <string_view>

#include "providers/meta/change_scope.h"

namespace recado::meta {

void read_status(ChangeScope& scope, const JsonObject& item, std::string_view raw);

// A word that a status may have, as a status.
std::optional<DeliveryStatus> status_from(std::string_view word);
// When it was, what went wrong, what we sent along and what it costs: all but whose status it is and which.
void fill_status(const JsonObject& item, StatusEvent& event);

}  // namespace recado::meta
