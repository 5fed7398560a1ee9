#include "sql/sqlite_database.h"

#include <algorithm>
#include <filesystem>
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

struct Writing {
  std::unique_ptr<SqliteConnection> connection;
  SqliteHandle checkpointing;
};

// One file with its writer, its checkpointer and its readers.
class SqliteDatabase final : public Database {
 public:
  // journal: the file beside this one; null when this is the journal
  SqliteDatabase(std::string path, int readers, std::vector<EmbeddedMigration> migrations, Writing writing,
                 std::unique_ptr<SqliteDatabase> journal = nullptr)
      : path_(std::move(path)),
        migrations_(std::move(migrations)),
        journal_(std::move(journal)),
        writer_(std::move(writing.connection), journal_ ? Urgency::background : Urgency::awaited),
        checkpointer_(std::move(writing.checkpointing), [this] { return writer_.commits(); }),
        readers_(readers, [this] { return SqliteConnection::open(path_, SqliteRole::reader); }) {}
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

  Database& journal() override { return journal_ ? *journal_ : *this; }

  Result<int> migrate() override {
    int count = 0;
    if (journal_) {
      auto applied = journal_->migrate();
      if (!applied) return applied;
      count = *applied;
    }
    auto connection = SqliteConnection::open(path_, SqliteRole::migrator);
    if (!connection) return std::move(connection).error();
    auto applied = apply_migrations(**connection, migrations_);
    if (applied) *applied += count;
    return applied;
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
    if (!journal_) return highest;
    auto beside = journal_->version();
    if (beside) *beside = std::max(*beside, highest);
    return beside;
  }

  void close() override { close_all(); }

 private:
  void close_all() {
    readers_.close();
    checkpointer_.close();
    writer_.close();  // last, so that its closing moves the rest of the WAL into the file
    if (journal_) journal_->close();
  }

  std::string path_;
  std::vector<EmbeddedMigration> migrations_;
  std::unique_ptr<SqliteDatabase> journal_;
  SqliteWriter writer_;
  SqliteCheckpointer checkpointer_;
  Pool<SqliteConnection> readers_;
};

// "/data/recado.db" → "/data/recado.receipts.db"
std::string journal_path(const std::string& path) {
  return std::filesystem::path{path}.replace_extension(".receipts.db").string();
}

Result<Writing> open_for_writing(const std::string& path) {
  auto connection = SqliteConnection::open(path, SqliteRole::writer);
  if (!connection) return std::move(connection).error();
  auto checkpointing = open_sqlite(path, SqliteRole::checkpointer);
  if (!checkpointing) return std::move(checkpointing).error();
  return Writing{std::move(*connection), std::move(*checkpointing)};
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite_database(const std::string& path, const DatabaseOptions& options) {
  auto writing = open_for_writing(path);
  if (!writing) return std::move(writing).error();
  std::unique_ptr<SqliteDatabase> journal;
  if (auto own = migrations_of(Part::journal, options.migrations); !own.empty()) {
    const auto beside = journal_path(path);
    auto appending = open_for_writing(beside);
    if (!appending) return std::move(appending).error();
    journal = std::make_unique<SqliteDatabase>(beside, options.readers, std::move(own), std::move(*appending));
  }
  return std::make_unique<SqliteDatabase>(path, options.readers, migrations_of(Part::store, options.migrations),
                                          std::move(*writing), std::move(journal));
}

}  // namespace recado::sql
