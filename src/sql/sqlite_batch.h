// One transaction of the SQLite writer: as many pieces as fit its limits, from the front of what has arrived.
#pragma once

#include <deque>
#include <vector>

#include "sql/sqlite_connection.h"
#include "sql/work_queue.h"

namespace recado::sql {

class SqliteBatch {
 public:
  explicit SqliteBatch(SqliteConnection& connection) : connection_(connection) {}

  // Takes at least one piece from the front, commits and tells every piece taken how it went. True when there was a commit.
  bool run(std::deque<Piece>& pieces);

 private:
  struct Ended {
    Done done;
    Result<void> outcome;
  };

  Result<void> run_in_savepoint(const Work& work);
  void run_pieces(std::deque<Piece>& pieces);
  Result<void> end_transaction();
  void lose_all(const Error& error);

  SqliteConnection& connection_;
  std::vector<Ended> ended_;
};

}  // namespace recado::sql
