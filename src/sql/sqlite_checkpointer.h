// The thread that moves what was committed from SQLite's WAL into the database file, about once a second while there is
// something to move, so that the writer does not have to.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

#include "sql/sqlite_handle.h"

namespace recado::sql {

class SqliteCheckpointer {
 public:
  // `commits`: grows when something was committed
  SqliteCheckpointer(SqliteHandle handle, std::function<std::uint64_t()> commits);
  ~SqliteCheckpointer() { close(); }
  void close();

 private:
  void run();
  bool checkpoint();

  SqliteHandle handle_;
  std::function<std::uint64_t()> commits_;
  std::mutex mutex_;
  std::condition_variable closing_;
  bool is_closed_ = false;
  std::thread thread_;
};

}  // namespace recado::sql
