#include "sql/sqlite_connection.h"

#include <sqlite3.h>

#include "sql/run_work.h"

namespace recado::sql {

namespace {

constexpr Statement k_begin_exclusive{"BEGIN EXCLUSIVE"};
constexpr Statement k_commit_migration{"COMMIT"};
constexpr Statement k_roll_back_migration{"ROLLBACK"};
constexpr Statement k_check_keys{"SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1"};

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, SqliteRole role) {
  auto handle = open_sqlite(path, role);
  if (!handle) return std::move(handle).error();
  return std::unique_ptr<SqliteConnection>{new SqliteConnection{std::move(*handle)}};
}

Result<SqliteStatement*> SqliteConnection::prepared(const Statement& statement) {
  const auto found = statements_.find(statement.text);
  if (found != statements_.end() && found->second.has_text(statement.text)) return &found->second;
  auto made = SqliteStatement::prepare(handle_.get(), statement.text);
  if (!made) return std::move(made).error();
  return &statements_.insert_or_assign(statement.text, std::move(*made)).first->second;
}

Result<std::int64_t> SqliteConnection::run_prepared(const Statement& statement, std::span<const Value> values,
                                                    const EachRow& each) {
  const auto ready = prepared(statement);
  if (!ready) return ready.error();
  if (!(*ready)->is_running()) return (*ready)->run(values, each);
  auto second = SqliteStatement::prepare(handle_.get(), statement.text);  // a visitor runs what it is called from
  if (!second) return std::move(second).error();
  return second->run(values, each);
}

Result<std::int64_t> SqliteConnection::run(const Statement& statement, std::span<const Value> values,
                                           const EachRow& each) {
  if (failure_) return *failure_;
  auto outcome = run_prepared(statement, values, each);
  if (!outcome) failure_ = outcome.error();
  return outcome;
}

Result<void> SqliteConnection::run_many(const Statement& statement, std::size_t width, std::span<const Value> values,
                                        const EachRowOf& each) {
  if (width == 0 || values.size() % width != 0) return internal("The values do not divide into sets.");
  for (std::size_t set = 0; set * width < values.size(); ++set) {
    const auto visit = [&](const Row& row) { each(set, row); };
    auto outcome = run(statement, values.subspan(set * width, width), each ? EachRow{visit} : EachRow{});
    if (!outcome) return std::move(outcome).error();
  }
  return {};
}

Result<void> SqliteConnection::control(const Statement& statement) {
  auto outcome = run_prepared(statement, {}, {});
  if (!outcome) return std::move(outcome).error();
  return {};
}

bool SqliteConnection::is_in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

Result<void> SqliteConnection::run_piece(const Work& work) {
  failure_.reset();
  auto outcome = run_work(work, *this);
  if (outcome && failure_) outcome = *failure_;
  failure_.reset();
  return outcome;
}

Result<void> SqliteConnection::run_script(const std::string& text) {
  return execute_sqlite(handle_.get(), text.c_str());
}

Result<void> SqliteConnection::begin_alone() {
  failure_.reset();
  return control(k_begin_exclusive);
}

Result<void> SqliteConnection::commit() {
  std::string broken;
  auto checked = run_prepared(k_check_keys, {}, [&](const Row& row) {
    broken = "Rows of " + row.string(0) + " refer to rows of " + row.string(1) + " that do not exist.";
  });
  if (!checked) return std::move(checked).error();
  if (!broken.empty()) return internal(std::move(broken));
  return control(k_commit_migration);
}

void SqliteConnection::roll_back() {
  failure_.reset();
  if (is_in_transaction()) (void)control(k_roll_back_migration);
}

}  // namespace recado::sql
