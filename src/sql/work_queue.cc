#include "sql/work_queue.h"

#include <utility>

namespace recado::sql {

bool WorkQueue::push(Piece& piece) {
  {
    const std::lock_guard lock{mutex_};
    if (is_closed_) return false;
    pieces_.push_back(std::move(piece));
    if (pieces_.size() > 1) return true;  // who made it more than empty has woken the writer
  }
  arrived_.notify_one();
  return true;
}

std::deque<Piece> WorkQueue::take_all() {
  std::unique_lock lock{mutex_};
  arrived_.wait(lock, [this] { return is_closed_ || !pieces_.empty(); });
  return std::exchange(pieces_, {});
}

void WorkQueue::close() {
  {
    const std::lock_guard lock{mutex_};
    is_closed_ = true;
  }
  arrived_.notify_all();
}

}  // namespace recado::sql
