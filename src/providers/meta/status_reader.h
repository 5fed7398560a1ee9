// Reads statuses[]: how far a message of ours has come, or how a call goes (reference, 2.6 and 3.2).
#pragma once

#include <string_view>

#include "providers/meta/change_scope.h"

namespace recado::meta {

void read_status(ChangeScope& scope, const JsonObject& item, std::string_view raw);

}  // namespace recado::meta
