// An open SQLite file with Recado's settings for the part its user plays, and what SQLite's errors mean to Recado.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;

namespace recado::sql {

enum class SqliteRole { writer, reader, checkpointer, migrator };

struct CloseSqlite {
  void operator()(sqlite3* handle) const;
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

Result<SqliteHandle> open_sqlite(const std::string& path, SqliteRole role);

// The last error of the handle, in the words of sql/database.h. `statement`: what was run.
Error sqlite_error(sqlite3* handle, std::string_view statement);

// Statements without parameters; rows are dropped.
Result<void> execute_sqlite(sqlite3* handle, const char* text);

}  // namespace recado::sql
