#include "sql/sqlite_database.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <map>

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

struct SqliteFile {
  Part part = Part::store;
  std::string path;
  std::vector<EmbeddedMigration> migrations;
};

struct Writing {
  std::unique_ptr<SqliteConnection> connection;
  SqliteHandle checkpointing;
};

class SqliteDatabase;
using Beside = std::map<Part, std::unique_ptr<SqliteDatabase>>;

// One file with its writer, its checkpointer and its readers, and the files beside it.
class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(SqliteFile file, int readers, Writing writing, Beside beside = {})
      : file_(std::move(file)),
        beside_(std::move(beside)),
        writer_(std::move(writing.connection), file_.part == Part::journal ? Urgency::awaited : Urgency::background,
                wal_),
        checkpointer_(std::move(writing.checkpointing), wal_),
        readers_(readers, [this] { return open_reader(); }) {}
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

  Database& part(Part part) override {
    const auto found = beside_.find(part);
    return found == beside_.end() ? *this : *found->second;
  }

  Result<int> migrate() override {
    int count = 0;
    for (const auto& [part, database] : beside_) {
      auto applied = database->migrate();
      if (!applied) return applied;
      count += *applied;
    }
    auto connection = SqliteConnection::open(file_.path, SqliteRole::migrator);
    if (!connection) return std::move(connection).error();
    auto applied = apply_migrations(**connection, file_.migrations);
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
    for (const auto& [part, database] : beside_) {
      auto version = database->version();
      if (!version) return version;
      highest = std::max(highest, *version);
    }
    return highest;
  }

  void close() override { close_all(); }

 private:
  void close_all() {
    readers_.close();
    checkpointer_.close();
    writer_.close();  // last, so that its closing moves the rest of the WAL into the file
    for (const auto& [part, database] : beside_) database->close();
  }

  // Searching joins messages with the words' index.
  Result<std::unique_ptr<SqliteConnection>> open_reader() const {
    auto reader = SqliteConnection::open(file_.path, SqliteRole::reader);
    const auto search = beside_.find(Part::search);
    if (!reader || search == beside_.end()) return reader;
    constexpr Statement k_attach{"ATTACH DATABASE $1 AS search"};
    const std::string_view path = search->second->file_.path;
    if (const auto attached = (*reader)->run(k_attach, {path}); !attached) return attached.error();
    return reader;
  }

  SqliteFile file_;
  Beside beside_;
  SqliteWal wal_;
  SqliteWriter writer_;
  SqliteCheckpointer checkpointer_;
  Pool<SqliteConnection> readers_;
};

// "/data/recado.db" → "/data/recado.receipts.db"
std::string path_of(Part part, const std::string& store) {
  if (part == Part::store) return store;
  return std::filesystem::path{store}.replace_extension(part == Part::journal ? ".receipts.db" : ".search.db").string();
}

// Pages are changed everywhere in the store and the index of words, and only at the end of the journal. Filled as they are
// used.
const char* cache_of(Part part) {
  switch (part) {
    case Part::store: return "PRAGMA cache_size=-48000";
    case Part::journal: return "PRAGMA cache_size=-2000";
    case Part::search: return "PRAGMA cache_size=-16000";
  }
  return "";
}

Result<Writing> open_for_writing(Part part, const std::string& path) {
  auto connection = SqliteConnection::open(path, SqliteRole::writer);
  if (!connection) return std::move(connection).error();
  if (const auto set = execute_sqlite((*connection)->handle(), cache_of(part)); !set) return set.error();
  auto checkpointing = open_sqlite(path, SqliteRole::checkpointer);
  if (!checkpointing) return std::move(checkpointing).error();
  return Writing{std::move(*connection), std::move(*checkpointing)};
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite_database(const std::string& path, const DatabaseOptions& options) {
  Beside beside;
  auto writing = open_for_writing(Part::store, path);
  if (!writing) return std::move(writing).error();
  for (const Part part : {Part::journal, Part::search}) {
    SqliteFile file{part, path_of(part, path), migrations_of(part, options.migrations)};
    if (file.migrations.empty()) continue;
    auto own = open_for_writing(part, file.path);
    if (!own) return std::move(own).error();
    beside.emplace(part, std::make_unique<SqliteDatabase>(std::move(file), options.readers, std::move(*own)));
  }
  SqliteFile file{Part::store, path, migrations_of(Part::store, options.migrations)};
  return std::make_unique<SqliteDatabase>(std::move(file), options.readers, std::move(*writing), std::move(beside));
}

}  // namespace recado::sql
