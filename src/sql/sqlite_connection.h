// One connection to a SQLite file with the statements it has prepared. The writer, the readers and the migrator have one
// each; who holds it says when a transaction begins and ends.
#pragma once

#include <optional>
#include <unordered_map>

#include "sql/script_connection.h"
#include "sql/sqlite_handle.h"
#include "sql/sqlite_statement.h"

namespace recado::sql {

class SqliteConnection final : public ScriptConnection {
 public:
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, SqliteRole role);

  Dialect dialect() const override { return Dialect::sqlite; }

  using Connection::run;
  Result<std::int64_t> run(const Statement& statement, std::span<const Value> values, const EachRow& each) override;
  Result<void> run_many(const Statement& statement, std::size_t width, std::span<const Value> values,
                        const EachRowOf& each) override;

  Result<void> run_script(const std::string& text) override;
  Result<void> begin_alone() override;
  Result<void> commit() override;
  void roll_back() override;

  // For BEGIN, SAVEPOINT and their like: outside what work sees.
  Result<void> control(const Statement& statement);
  bool is_in_transaction() const;

  // Runs the work with no failure behind it; an error it met and swallowed is returned all the same.
  Result<void> run_piece(const Work& work);

  sqlite3* handle() { return handle_.get(); }

 private:
  explicit SqliteConnection(SqliteHandle handle) : handle_(std::move(handle)) {}
  Result<std::int64_t> run_prepared(const Statement& statement, std::span<const Value> values, const EachRow& each);
  Result<SqliteStatement*> prepared(const Statement& statement);

  SqliteHandle handle_;  // before the statements: it is closed after them
  std::unordered_map<const char*, SqliteStatement> statements_;
  std::optional<Error> failure_;
};

}  // namespace recado::sql
