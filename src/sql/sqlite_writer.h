// The one thread that writes to a SQLite file: whatever work has arrived runs in one transaction, each piece in a savepoint
// of its own, and is told its outcome after the commit.
#pragma once

#include <memory>
#include <thread>

#include "sql/sqlite_connection.h"
#include "sql/sqlite_wal.h"
#include "sql/work_queue.h"

namespace recado::sql {

// Whether somebody outside waits for every commit, or the work is done behind the scenes.
enum class Urgency { awaited, background };

class SqliteWriter {
 public:
  SqliteWriter(std::unique_ptr<SqliteConnection> connection, Urgency urgency, SqliteWal& wal);
  ~SqliteWriter() { close(); }

  // False when closed; the piece is then as it was.
  bool push(Piece& piece) { return queue_.push(piece); }
  bool is_this_thread() const { return std::this_thread::get_id() == thread_.get_id(); }

  // Finishes what was given.
  void close();

 private:
  void run();
  bool is_wal_to_begin_anew() const;
  void begin_wal_anew();

  std::unique_ptr<SqliteConnection> connection_;
  Urgency urgency_;
  WorkQueue queue_;
  SqliteWal& wal_;
  int patient_until_pages_ = 0;  // after a vain attempt
  std::thread thread_;           // last: it uses all of the above
};

}  // namespace recado::sql
