// The one thread that writes to a SQLite file: whatever work has arrived runs in one transaction, each piece in a savepoint
// of its own, and is told its outcome after the commit.
#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "sql/sqlite_connection.h"
#include "sql/work_queue.h"

namespace recado::sql {

// Whether somebody outside waits for every commit, or the work is done behind the scenes.
enum class Urgency { awaited, background };

class SqliteWriter {
 public:
  SqliteWriter(std::unique_ptr<SqliteConnection> connection, Urgency urgency);
  ~SqliteWriter() { close(); }

  // False when closed; the piece is then as it was.
  bool push(Piece& piece) { return queue_.push(piece); }
  bool is_this_thread() const { return std::this_thread::get_id() == thread_.get_id(); }

  // Grows with every commit: the checkpointer sees by it whether there is anything to do.
  std::uint64_t commits() const { return commits_.load(std::memory_order_relaxed); }

  // Finishes what was given.
  void close();

 private:
  void run();
  void bound_wal();

  std::unique_ptr<SqliteConnection> connection_;
  Urgency urgency_;
  WorkQueue queue_;
  std::atomic<std::uint64_t> commits_ = 0;
  int wal_pages_ = 0;          // as the last commit left it
  int checkpoint_from_pages_;  // the writer checkpoints itself once the WAL has grown this far
  std::thread thread_;         // last: it uses all of the above
};

}  // namespace recado::sql
