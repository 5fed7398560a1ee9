#include "sql/sqlite_database.h"

#include <future>

#include "sql/migrator.h"
#include "sql/pool.h"
#include "sql/run_work.h"
#include "sql/sqlite_checkpointer.h"
#include "sql/sqlite_connection.h"
#include "sql/sqlite_writer.h"

namespace recado::sql {

namespace {

constexpr Statement k_begin_read{"BEGIN"};
constexpr Statement k_end_read{"ROLLBACK"};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, const DatabaseOptions& options, std::unique_ptr<SqliteConnection> writing,
                 SqliteHandle checkpointing)
      : path_(std::move(path)),
        migrations_(options.migrations),
        writer_(std::move(writing)),
        checkpointer_(std::move(checkpointing), [this] { return writer_.commits(); }),
        readers_(options.readers, [this] { return SqliteConnection::open(path_, SqliteRole::reader); }) {}
  ~SqliteDatabase() override { close_all(); }

  Dialect dialect() const override { return Dialect::sqlite; }

  Result<void> write(const Work& work) override {
    if (writer_.is_this_thread()) return internal("write() was called from work of the same database.");
    // Shared: the writer may still be inside set_value() when this returns
    const auto promise = std::make_shared<std::promise<Result<void>>>();
    auto outcome = promise->get_future();
    Piece piece{std::cref(work), [promise](Result<void> ended) { promise->set_value(std::move(ended)); }};
    if (!writer_.push(piece)) return closed_error();
    return outcome.get();
  }

  void write_soon(Work work, Done done) override {
    Piece piece{std::move(work), std::move(done)};
    if (!writer_.push(piece)) report(piece.done, closed_error());
  }

  Result<void> read(const Work& work) override {
    auto reader = readers_.take();
    if (!reader) return std::move(reader).error();
    auto& connection = **reader;
    if (auto begun = connection.control(k_begin_read); !begun) return begun;
    auto outcome = connection.run_piece(work);
    if (connection.is_in_transaction() && !connection.control(k_end_read)) reader->discard();
    return outcome;
  }

  Result<int> migrate() override {
    auto connection = SqliteConnection::open(path_, SqliteRole::migrator);
    if (!connection) return std::move(connection).error();
    return apply_migrations(**connection, migrations_);
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
    readers_.close();
    checkpointer_.close();
    writer_.close();  // last, so that its closing moves the rest of the WAL into the file
  }

  std::string path_;
  std::span<const EmbeddedMigration> migrations_;
  SqliteWriter writer_;
  SqliteCheckpointer checkpointer_;
  Pool<SqliteConnection> readers_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite_database(const std::string& path, const DatabaseOptions& options) {
  auto writing = SqliteConnection::open(path, SqliteRole::writer);
  if (!writing) return std::move(writing).error();
  auto checkpointing = open_sqlite(path, SqliteRole::checkpointer);
  if (!checkpointing) return std::move(checkpointing).error();
  return std::make_unique<SqliteDatabase>(path, options, std::move(*writing), std::move(*checkpointing));
}

}  // namespace recado::sql
