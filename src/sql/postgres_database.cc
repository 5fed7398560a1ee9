#include "sql/postgres_database.h"

#include "sql/migrator.h"
#include "sql/pool.h"
#include "sql/postgres_connection.h"
#include "sql/postgres_errors.h"
#include "sql/postgres_group_writer.h"
#include "sql/run_work.h"

namespace recado::sql {

namespace {

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const DatabaseOptions& options)
      : url_(options.url),
        migrations_(options.migrations),
        connections_(options.readers + 1, [this] { return std::make_unique<PostgresConnection>(url_); }),
        group_writer_(url_) {}
  ~PostgresDatabase() override { close_all(); }

  Dialect dialect() const override { return Dialect::postgres; }

  Result<void> write(const Work& work) override {
    auto connection = connections_.take();
    if (!connection) return std::move(connection).error();
    if (auto begun = (*connection)->begin(PostgresAccess::writes); !begun) return begun;
    auto outcome = (*connection)->run_piece(work);
    if (outcome) outcome = (*connection)->commit();
    if (!outcome) (*connection)->roll_back();
    return outcome;
  }

  void write_soon(Work work, Done done) override {
    Piece piece{std::move(work), std::move(done)};
    if (!group_writer_.push(piece)) report(piece.done, closed_error());
  }

  Result<void> read(const Work& work) override {
    auto connection = connections_.take();
    if (!connection) return std::move(connection).error();
    if (auto begun = (*connection)->begin(PostgresAccess::reads); !begun) return begun;
    auto outcome = (*connection)->run_piece(work);
    (*connection)->roll_back();  // nobody waits for the end of a read
    return outcome;
  }

  Database& part(Part) override { return *this; }

  Result<int> migrate() override {
    PostgresConnection connection{url_};
    return apply_migrations(connection, migrations_);
  }

  Result<int> version() override {
    int highest = 0;
    auto done = read([&](Connection& connection) -> Result<void> {
      auto found = applied_version(connection);
      if (!found) return std::move(found).error();
      highest = *found;
      return {};
    });
    if (!done) return std::move(done).error();
    return highest;
  }

  void close() override { close_all(); }

 private:
  void close_all() {
    connections_.close();
    group_writer_.close();
  }

  std::string url_;
  std::span<const EmbeddedMigration> migrations_;
  Pool<PostgresConnection> connections_;
  PostgresGroupWriter group_writer_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres_database(const DatabaseOptions& options) {
  if (auto readable = check_postgres_url(options.url); !readable) return std::move(readable).error();
  return std::make_unique<PostgresDatabase>(options);
}

}  // namespace recado::sql
