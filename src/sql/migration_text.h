// Migrations are one text for both databases; this makes the text of one of them. Placeholders: {{bytes}},
// {{without_rowid}}, and lines between {{#sqlite}} and {{/sqlite}} or {{#postgres}} and {{/postgres}}. Lines that are only a comment are left out.
#pragma once

#include <string>
#include <string_view>

#include "sql/database.h"

namespace recado::sql {

// `internal` when a placeholder is unknown or a block is not closed.
Result<std::string> migration_text(std::string_view text, Dialect dialect);

}  // namespace recado::sql
