#include "sql/sqlite_writer.h"

#include <sqlite3.h>

#include "base/background.h"
#include "base/log.h"
#include "sql/sqlite_batch.h"

namespace recado::sql {

namespace {

constexpr int k_little_pages = 1000;  // what the writer moves itself without anybody noticing
constexpr int k_retry_pages = SqliteWal::k_longest / 8;
constexpr int k_patience_ms = 100;  // readers and the checkpointer are waited for this long; everybody else waits too
constexpr int k_usual_patience_ms = 5000;

int remember_wal_pages(void* wal, sqlite3*, const char*, int count) {
  static_cast<SqliteWal*>(wal)->pages = count;
  return SQLITE_OK;
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection, Urgency urgency, SqliteWal& wal)
    : connection_(std::move(connection)), urgency_(urgency), wal_(wal) {
  sqlite3_wal_hook(connection_->handle(), remember_wal_pages, &wal_);
  thread_ = std::thread{[this] { run(); }};
}

void SqliteWriter::close() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
  connection_.reset();
}

void SqliteWriter::run() {
  if (urgency_ == Urgency::background) become_background_thread();
  SqliteBatch batch{*connection_};
  for (auto pieces = queue_.take_all(); !pieces.empty(); pieces = queue_.take_all()) {
    while (!pieces.empty()) {
      if (batch.run(pieces)) ++wal_.commits;
      if (is_wal_to_begin_anew()) begin_wal_anew();
    }
  }
}

bool SqliteWriter::is_wal_to_begin_anew() const {
  const int pages = wal_.pages;
  if (pages < SqliteWal::k_long || pages < patient_until_pages_) return false;
  const int left = pages - wal_.moved;  // negative while the checkpointer speaks of the WAL before this one
  return (left >= 0 && left <= k_little_pages) || pages >= SqliteWal::k_longest;
}

// Under steady load the checkpointer never meets a moment in which nothing is added, so the file would only grow. Nothing
// is added while this thread looks after it.
void SqliteWriter::begin_wal_anew() {
  sqlite3* handle = connection_->handle();
  sqlite3_busy_timeout(handle, k_patience_ms);
  const int code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  sqlite3_busy_timeout(handle, k_usual_patience_ms);
  if (code == SQLITE_OK) {
    patient_until_pages_ = 0;
    wal_.pages = 0;
    wal_.moved = 0;
    return;
  }
  const int pages = wal_.pages;
  patient_until_pages_ = pages + k_retry_pages;
  log::warn("sqlite_wal_grows", {{"pages", std::int64_t{pages}}, {"why", std::string_view{sqlite3_errstr(code)}}});
}

}  // namespace recado::sql
