// The thread that moves what was committed from SQLite's WAL into the database file, about once a second while there is
// something to move, so that the writer does not have to; again and again while the WAL is long, until what is left is little
// enough for the writer to begin it anew.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "sql/sqlite_handle.h"
#include "sql/sqlite_wal.h"

namespace recado::sql {

class SqliteCheckpointer {
 public:
  SqliteCheckpointer(SqliteHandle handle, SqliteWal& wal);
  ~SqliteCheckpointer() { close(); }
  void close();

 private:
  void run();
  bool checkpoint();

  SqliteHandle handle_;
  SqliteWal& wal_;
  std::mutex mutex_;
  std::condition_variable closing_;
  bool is_closed_ = false;
  std::thread thread_;
};

}  // namespace recado::sql
