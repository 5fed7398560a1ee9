// Work that waits for the one thread that writes. Filled by any thread, emptied by that one.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "sql/database.h"

namespace recado::sql {

struct Piece {
  Work work;
  Done done;
};

class WorkQueue {
 public:
  // Takes the piece, unless the queue is closed: then false, and the piece is as it was.
  bool push(Piece& piece);

  // Waits for work and takes all that has arrived. Empty once the queue is closed and everything has been taken.
  std::deque<Piece> take_all();

  void close();

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Piece> pieces_;
  bool is_closed_ = false;
};

}  // namespace recado::sql
