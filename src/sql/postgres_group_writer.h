// The thread that commits to PostgreSQL what write_soon() was given: all that has arrived in one transaction. When a piece
// fails, those before it run again without it, and it is told alone.
#pragma once

#include <string>
#include <thread>

#include "sql/postgres_connection.h"
#include "sql/work_queue.h"

namespace recado::sql {

class PostgresGroupWriter {
 public:
  explicit PostgresGroupWriter(const std::string& url) : connection_(url), thread_([this] { run(); }) {}
  ~PostgresGroupWriter() { close(); }

  // False when closed; the piece is then as it was.
  bool push(Piece& piece) { return queue_.push(piece); }

  // Finishes what was given.
  void close();

 private:
  void run();
  std::size_t run_group(std::deque<Piece>& pieces, std::size_t most);

  PostgresConnection connection_;
  WorkQueue queue_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace recado::sql
