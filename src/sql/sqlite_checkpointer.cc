#include "sql/sqlite_checkpointer.h"

#include <sqlite3.h>

#include <chrono>

#include "base/background.h"
#include "base/log.h"

namespace recado::sql {

namespace {

constexpr std::chrono::milliseconds k_usual_pause{1000};
constexpr std::chrono::milliseconds k_short_pause{20};

}  // namespace

SqliteCheckpointer::SqliteCheckpointer(SqliteHandle handle, SqliteWal& wal)
    : handle_(std::move(handle)), wal_(wal), thread_([this] { run(); }) {}

void SqliteCheckpointer::close() {
  {
    const std::lock_guard lock{mutex_};
    is_closed_ = true;
  }
  closing_.notify_all();
  if (thread_.joinable()) thread_.join();
  handle_.reset();
}

void SqliteCheckpointer::run() {
  become_background_thread();
  std::uint64_t done = 0;
  std::unique_lock lock{mutex_};
  const auto pause = [this] { return wal_.pages > SqliteWal::k_long ? k_short_pause : k_usual_pause; };
  while (!closing_.wait_for(lock, pause(), [this] { return is_closed_; })) {
    lock.unlock();
    const std::uint64_t committed = wal_.commits;
    if (committed != done && checkpoint()) done = committed;
    lock.lock();
  }
}

// False when something was left for the next time, such as pages that a reader still looks at.
bool SqliteCheckpointer::checkpoint() {
  int in_wal = 0;
  int in_database = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_wal, &in_database);
  if (code == SQLITE_OK) {
    wal_.moved = in_database;
    return in_wal == in_database;
  }
  if ((code & 0xff) != SQLITE_BUSY) {
    log::warn("sqlite_checkpoint_failed", {{"why", std::string_view{sqlite3_errmsg(handle_.get())}}});
  }
  return false;
}

}  // namespace recado::sql
