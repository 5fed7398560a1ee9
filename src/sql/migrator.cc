#include "sql/migrator.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "sql/migration_text.h"

namespace recado::sql {

namespace {

constexpr const char* k_create_table =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";
constexpr Statement k_applied{"SELECT number, name, checksum FROM schema_migration ORDER BY number"};
constexpr Statement k_remember{
    "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)"};
constexpr Statement k_highest{"SELECT MAX(number) FROM schema_migration"};
constexpr Statement k_sqlite_has_table{
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"};
constexpr Statement k_postgres_has_table{"SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL"};

struct Applied {
  std::string name;
  std::string checksum;
};
using AppliedByNumber = std::map<int, Applied>;

std::string label(int number, std::string_view name) {
  return "Migration " + std::to_string(number) + " (" + std::string{name} + ")";
}

Error refusal(std::string reason, std::string message, std::string next_step) {
  Error error = invalid("database", std::move(message), std::move(next_step));
  error.reason = std::move(reason);
  return error;
}

Result<AppliedByNumber> read_applied(Connection& connection) {
  AppliedByNumber applied;
  auto read = connection.run(k_applied, {}, [&](const Row& row) {
    applied[static_cast<int>(row.integer(0))] = {row.string(1), row.string(2)};
  });
  if (!read) return std::move(read).error();
  return applied;
}

Result<void> check_applied(const AppliedByNumber& applied, Migrations migrations) {
  std::map<int, const EmbeddedMigration*> known;
  for (const auto& migration : migrations) known[migration.number] = &migration;
  for (const auto& [number, was] : applied) {
    const auto found = known.find(number);
    if (found == known.end()) {
      return refusal("database_newer",
                     label(number, was.name) +
                         " was applied to this database, but this Recado does not know it: the "
                         "database is of a newer Recado.",
                     "Start the newer Recado again, or restore a backup from before the update.");
    }
    if (was.checksum != crypto::sha256_hex(found->second->text)) {
      return refusal("migration_changed",
                     label(number, was.name) + " was changed after it was applied to this database.",
                     "Start the Recado that this database was made with; put a change into a migration of its own.");
    }
  }
  return {};
}

const EmbeddedMigration* first_missing(const AppliedByNumber& applied, Migrations migrations) {
  for (const auto& migration : migrations) {
    if (!applied.contains(migration.number)) return &migration;
  }
  return nullptr;
}

Result<void> apply(ScriptConnection& connection, const EmbeddedMigration& migration) {
  auto text = migration_text(migration.text, connection.dialect());
  if (!text) return std::move(text).error();
  if (auto ran = connection.run_script(*text); !ran) return std::move(ran).error();
  auto remembered = connection.run(
      k_remember, {migration.number, migration.name, crypto::sha256_hex(migration.text), SystemClock{}.now()});
  if (!remembered) return std::move(remembered).error();
  return {};
}

// Inside a transaction that runs alone: looks again, because another program may have been quicker.
Result<bool> apply_next(ScriptConnection& connection, Migrations migrations) {
  if (auto made = connection.run_script(k_create_table); !made) return std::move(made).error();
  auto applied = read_applied(connection);
  if (!applied) return std::move(applied).error();
  if (auto fits = check_applied(*applied, migrations); !fits) return std::move(fits).error();
  const EmbeddedMigration* next = first_missing(*applied, migrations);
  if (!next) return false;
  auto done = apply(connection, *next);
  if (done) done = connection.commit();
  if (!done) {
    Error error = std::move(done).error();
    error.message = label(next->number, next->name) + " could not be applied. " + error.message;
    if (error.next_step.empty()) error.next_step = "The database is as it was before it; report this with the log.";
    return error;
  }
  log::info("migration_applied", {{"number", std::int64_t{next->number}}, {"name", next->name}});
  return true;
}

}  // namespace

std::vector<EmbeddedMigration> migrations_of(Part part, Migrations migrations) {
  std::vector<EmbeddedMigration> own;
  std::ranges::copy_if(migrations, std::back_inserter(own),
                       [part](const EmbeddedMigration& migration) { return migration.part == part; });
  return own;
}

Result<int> apply_migrations(ScriptConnection& connection, Migrations migrations) {
  int count = 0;
  while (true) {
    if (auto begun = connection.begin_alone(); !begun) return std::move(begun).error();
    auto applied = apply_next(connection, migrations);
    if (!applied || !*applied) connection.roll_back();
    if (!applied) return std::move(applied).error();
    if (!*applied) return count;
    ++count;
  }
}

Result<int> applied_version(Connection& connection) {
  const auto& has_table = connection.dialect() == Dialect::sqlite ? k_sqlite_has_table : k_postgres_has_table;
  auto found = connection.run(has_table, {});
  if (!found) return std::move(found).error();
  if (*found == 0) return 0;
  int highest = 0;
  auto read = connection.run(k_highest, {},
                             [&](const Row& row) { highest = static_cast<int>(row.maybe_integer(0).value_or(0)); });
  if (!read) return std::move(read).error();
  return highest;
}

}  // namespace recado::sql
