// The two databases behind one interface: SQLite in a file, or PostgreSQL by its URL. Only the store writes SQL.
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/embedded_migrations.h"
#include "sql/value.h"

namespace recado::sql {

enum class Dialect { sqlite, postgres };

// A statement is a constant: its address is what a connection remembers the prepared form by. Parameters are $1, $2 … .
struct Statement {
  const char* text;
};

using EachRow = std::function<void(const Row&)>;
using EachRowOf = std::function<void(std::size_t set, const Row&)>;

// One connection inside one transaction. Not shared between threads.
// Errors: `conflict` with reason "unique" when a unique key is taken, `unavailable` when the database cannot be reached or
// asks to try again (busy, deadlock, lost connection, disk full), `internal` for anything else (the message names the
// statement). After an error the transaction is lost, as PostgreSQL has it: every later statement returns the same error, and
// so does the transaction, even when `work` swallows it. What may collide is written with ON CONFLICT.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;

  // Runs once and visits every row. The number of rows changed by it, or returned.
  virtual Result<std::int64_t> run(const Statement& statement, std::span<const Value> values,
                                   const EachRow& each = {}) = 0;
  Result<std::int64_t> run(const Statement& statement, std::initializer_list<Value> values, const EachRow& each = {}) {
    return run(statement, std::span<const Value>{values.begin(), values.size()}, each);
  }

  // Runs the statement once for every set of `width` values, in order, in one round trip (PostgreSQL: pipeline mode).
  virtual Result<void> run_many(const Statement& statement, std::size_t width, std::span<const Value> values,
                                const EachRowOf& each = {}) = 0;
};

using Work = std::function<Result<void>(Connection&)>;
using Done = std::function<void(Result<void>)>;

struct DatabaseOptions {
  std::string url;  // "sqlite:/path/recado.db" or "postgresql://…"
  int readers = 4;  // connections kept for reading (SQLite) or for everything (PostgreSQL, plus two that write)
  std::span<const EmbeddedMigration> migrations = embedded_migrations();
};

// Safe to share between threads.
class Database {
 public:
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;

  // One transaction; returns when it is durable, or has been rolled back because `work` returned an error or threw.
  // SQLite: runs on the one writing thread, in one commit with all other work that waits (each in its own savepoint).
  // PostgreSQL: runs on the calling thread with a connection of the pool.
  virtual Result<void> write(const Work& work) = 0;

  // The same without waiting: `done` is called after the commit, on the database's own thread, and must not block. On both
  // databases many pieces of such work share one commit, in the order they were given. `work` may be run again (PostgreSQL:
  // when another piece of its commit failed), so what it leaves outside the database must bear that. After close() `done`
  // is called with `unavailable` before this returns.
  virtual void write_soon(Work work, Done done) = 0;

  // A consistent view; may not write. Does not wait for writers.
  virtual Result<void> read(const Work& work) = 0;

  // Where the tables of a part lie: on PostgreSQL in this database itself, on SQLite in a file beside it
  // (recado.receipts.db, recado.search.db) with a writer of its own. Migrated and closed with this one; its readers see
  // the words' index too. To be asked of the database that was opened.
  virtual Database& part(Part part) = 0;

  // Applies the embedded migrations that are missing. Fails when one that was applied has been changed since, or when the
  // database is of a newer Recado. Safe when several programs start at once.
  virtual Result<int> migrate() = 0;  // how many were applied
  virtual Result<int> version() = 0;  // highest applied; 0 for an empty database

  // Takes no more work, finishes what was given, closes every connection.
  virtual void close() = 0;
};

Result<std::unique_ptr<Database>> open_database(const DatabaseOptions& options);

}  // namespace recado::sql
