// One prepared statement of SQLite: binds values by their number in the text and visits the rows.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "sql/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace recado::sql {

class SqliteStatement {
 public:
  static Result<SqliteStatement> prepare(sqlite3* handle, const char* text);

  bool has_text(const char* text) const;
  bool is_running() const;

  Result<std::int64_t> run(std::span<const Value> values, const EachRow& each);

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  SqliteStatement(sqlite3* handle, sqlite3_stmt* statement) : handle_(handle), statement_(statement) {}
  Result<void> number_parameters();
  Result<void> bind(std::span<const Value> values);
  Result<std::int64_t> step(const EachRow& each);
  Error failure() const;

  sqlite3* handle_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::vector<int> value_of_parameter_;  // SQLite numbers $2 before $1 when it comes first; which value each one takes
  std::size_t width_ = 0;
};

}  // namespace recado::sql
