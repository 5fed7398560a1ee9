// Reads the webhook fields about templates, numbers and accounts, whose value is one object without lists of items
// (reference, 3).
#pragma once

#include <string_view>

#include "providers/meta/change_scope.h"

namespace recado::meta {

using ReadValue = void (*)(ChangeScope& scope, const JsonObject& value);

// Null when the field is not one of these.
ReadValue management_reader_for(std::string_view field);

void read_template_status(ChangeScope& scope, const JsonObject& value);
void read_template_quality(ChangeScope& scope, const JsonObject& value);
void read_template_category(ChangeScope& scope, const JsonObject& value);
void read_template_components(ChangeScope& scope, const JsonObject& value);

}  // namespace recado::meta
