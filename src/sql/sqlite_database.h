// Database over a SQLite file: one writer, a few readers, a checkpointer. Made by open_database().
#pragma once

#include <memory>

#include "sql/database.h"

namespace recado::sql {

Result<std::unique_ptr<Database>> open_sqlite_database(const std::string& path, const DatabaseOptions& options);

}  // namespace recado::sql
