#include "sql/sqlite_writer.h"

#include <sqlite3.h>

#include "base/background.h"
#include "base/log.h"
#include "sql/sqlite_batch.h"

namespace recado::sql {

namespace {

constexpr int k_page_bytes = 4096;
constexpr int k_wal_limit_pages = 256 * 1024 * 1024 / k_page_bytes;
constexpr int k_wal_retry_pages = 32 * 1024 * 1024 / k_page_bytes;
constexpr int k_patience_ms = 100;  // readers and the checkpointer are waited for this long; everybody else waits too
constexpr int k_usual_patience_ms = 5000;

int remember_wal_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection, Urgency urgency)
    : connection_(std::move(connection)), urgency_(urgency), checkpoint_from_pages_(k_wal_limit_pages) {
  sqlite3_wal_hook(connection_->handle(), remember_wal_pages, &wal_pages_);
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
      if (batch.run(pieces)) commits_.fetch_add(1, std::memory_order_relaxed);
      if (wal_pages_ >= checkpoint_from_pages_) bound_wal();
    }
  }
}

// Under steady load the checkpointer never meets a moment in which nothing is added, so the file would only grow. Nothing
// is added while this thread looks after it.
void SqliteWriter::bound_wal() {
  sqlite3* handle = connection_->handle();
  sqlite3_busy_timeout(handle, k_patience_ms);
  const int code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  sqlite3_busy_timeout(handle, k_usual_patience_ms);
  if (code == SQLITE_OK) {
    checkpoint_from_pages_ = k_wal_limit_pages;
    wal_pages_ = 0;
    return;
  }
  checkpoint_from_pages_ = wal_pages_ + k_wal_retry_pages;
  log::warn("sqlite_wal_grows", {{"pages", std::int64_t{wal_pages_}}, {"why", std::string_view{sqlite3_errstr(code)}}});
}

}  // namespace recado::sql
