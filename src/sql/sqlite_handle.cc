#include "sql/sqlite_handle.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include "sql/run_work.h"

namespace recado::sql {

namespace {

constexpr int k_busy_timeout_ms = 5000;
constexpr int k_migrator_busy_timeout_ms = 60'000;  // as long as another program migrates

// Page caches: 16 MB for a writer unless its file asks for another, 2 MB for each reader, filled only as they are used. No mmap: a disk error would end
// the program instead of one statement. secure_delete: deleted messages are overwritten where that costs no extra write.
constexpr const char* k_common_settings = "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=FAST; PRAGMA mmap_size=0;";
constexpr const char* k_writer_settings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA "
    "journal_size_limit=268435456;"
    "PRAGMA cache_size=-16000; PRAGMA foreign_keys=ON;";
constexpr const char* k_reader_settings = "PRAGMA query_only=ON; PRAGMA cache_size=-2000;";
constexpr const char* k_checkpointer_settings =
    "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-100;";
// Keys are off so that a migration can rebuild a table; the migrator checks them before it commits.
constexpr const char* k_migrator_settings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA foreign_keys=OFF;";

const char* settings_of(SqliteRole role) {
  switch (role) {
    case SqliteRole::writer: return k_writer_settings;
    case SqliteRole::reader: return k_reader_settings;
    case SqliteRole::checkpointer: return k_checkpointer_settings;
    case SqliteRole::migrator: return k_migrator_settings;
  }
  return "";
}

bool asks_to_try_again(int code) {
  return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL || code == SQLITE_IOERR ||
         code == SQLITE_CANTOPEN || code == SQLITE_PROTOCOL || code == SQLITE_INTERRUPT;
}

std::string next_step_for(int code) {
  if (code == SQLITE_FULL) return "Free space on the disk that holds the database.";
  if (code == SQLITE_BUSY) return "Try again. If it stays, see which other program has the database file open.";
  if (code == SQLITE_CANTOPEN) return "See that the folder of the database exists and that Recado may write to it.";
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) return "Restore the database from a backup.";
  return {};
}

// Made before SQLite would make it, because SQLite would let everybody read it. Its -wal and -shm take over the mode.
void create_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

}  // namespace

void CloseSqlite::operator()(sqlite3* handle) const { sqlite3_close(handle); }

Error sqlite_error(sqlite3* handle, std::string_view statement) {
  const int extended = sqlite3_extended_errcode(handle);
  const int code = extended & 0xff;
  std::string message = std::string{"SQLite: "} + sqlite3_errmsg(handle);
  if (!statement.empty()) message += " (in: " + shortened(statement) + ")";
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
      extended == SQLITE_CONSTRAINT_ROWID) {
    Error error = conflict(std::move(message));
    error.reason = "unique";
    return error;
  }
  if (asks_to_try_again(code)) return unavailable(std::move(message), next_step_for(code));
  return internal(std::move(message), next_step_for(code));
}

Result<void> execute_sqlite(sqlite3* handle, const char* text) {
  if (sqlite3_exec(handle, text, nullptr, nullptr, nullptr) != SQLITE_OK) return sqlite_error(handle, text);
  return {};
}

Result<SqliteHandle> open_sqlite(const std::string& path, SqliteRole role) {
  const bool may_create = role == SqliteRole::writer || role == SqliteRole::migrator;
  if (may_create) create_private_file(path);
  sqlite3* raw = nullptr;
  // NOMUTEX: a connection is used by one thread at a time.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (may_create ? SQLITE_OPEN_CREATE : 0);
  const int opened = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  SqliteHandle handle{raw};
  if (!handle) return internal("SQLite has no memory to open the database.");
  if (opened != SQLITE_OK) {
    Error error = sqlite_error(raw, {});
    error.message += " The file is " + path + ".";
    return error;
  }
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, role == SqliteRole::migrator ? k_migrator_busy_timeout_ms : k_busy_timeout_ms);
  if (auto done = execute_sqlite(raw, k_common_settings); !done) return std::move(done).error();
  if (auto done = execute_sqlite(raw, settings_of(role)); !done) return std::move(done).error();
  return handle;
}

}  // namespace recado::sql
