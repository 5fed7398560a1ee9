#include "sql/sqlite_batch.h"

#include <algorithm>
#include <chrono>

#include "sql/run_work.h"

namespace recado::sql {

namespace {

constexpr Statement k_begin_batch{"BEGIN IMMEDIATE"};
constexpr Statement k_commit_batch{"COMMIT"};
constexpr Statement k_savepoint{"SAVEPOINT piece"};
constexpr Statement k_release{"RELEASE piece"};
constexpr Statement k_roll_back_piece{"ROLLBACK TO piece"};

// A piece waits for those in front of it and for one commit; these keep that wait short.
constexpr std::size_t k_most_pieces = 1024;
constexpr std::chrono::milliseconds k_longest_run{10};

}  // namespace

bool SqliteBatch::run(std::deque<Piece>& pieces) {
  ended_.clear();
  ended_.reserve(std::min(pieces.size(), k_most_pieces));
  if (auto begun = connection_.control(k_begin_batch); !begun) {
    const std::size_t lost = std::min(pieces.size(), k_most_pieces);
    for (std::size_t count = 0; count < lost; ++count) {
      ended_.push_back({std::move(pieces.front().done), begun.error()});
      pieces.pop_front();
    }
  } else {
    run_pieces(pieces);
  }
  const bool has_changed = std::ranges::any_of(ended_, [](const Ended& ended) { return ended.outcome.has_value(); });
  if (auto committed = end_transaction(); !committed) lose_all(committed.error());
  for (auto& [done, outcome] : ended_) report(done, std::move(outcome));
  return has_changed;
}

void SqliteBatch::run_pieces(std::deque<Piece>& pieces) {
  const auto stop_at = std::chrono::steady_clock::now() + k_longest_run;
  const bool is_alone = pieces.size() == 1;
  do {
    Piece piece = std::move(pieces.front());
    pieces.pop_front();
    auto outcome = is_alone ? connection_.run_piece(piece.work) : run_in_savepoint(piece.work);
    if (!outcome && !connection_.is_in_transaction()) {
      lose_all(outcome.error());  // SQLite gave the transaction up, as it does when the disk is full
    }
    ended_.push_back({std::move(piece.done), std::move(outcome)});
    if (is_alone && !ended_.back().outcome) connection_.roll_back();
  } while (connection_.is_in_transaction() && !pieces.empty() && ended_.size() < k_most_pieces &&
           std::chrono::steady_clock::now() < stop_at);
}

Result<void> SqliteBatch::run_in_savepoint(const Work& work) {
  if (auto opened = connection_.control(k_savepoint); !opened) return opened;
  auto outcome = connection_.run_piece(work);
  if (!connection_.is_in_transaction()) return outcome;
  if (!outcome) {
    // A piece that cannot be undone alone takes the whole transaction with it
    if (!connection_.control(k_roll_back_piece)) connection_.roll_back();
  }
  if (connection_.is_in_transaction()) {
    if (auto released = connection_.control(k_release); !released) return released;
  }
  return outcome;
}

Result<void> SqliteBatch::end_transaction() {
  if (!connection_.is_in_transaction()) return {};
  auto committed = connection_.control(k_commit_batch);
  if (!committed) connection_.roll_back();
  return committed;
}

void SqliteBatch::lose_all(const Error& error) {
  for (auto& ended : ended_) {
    if (ended.outcome) ended.outcome = error;
  }
}

}  // namespace recado::sql
