#include "sql/postgres_group_writer.h"

#include <chrono>

#include "sql/run_work.h"

namespace recado::sql {

namespace {

constexpr std::size_t k_most_in_group = 512;
constexpr std::chrono::milliseconds k_longest_group{20};

void report_first(std::deque<Piece>& pieces, std::size_t count, const Result<void>& outcome) {
  for (; count > 0; --count) {
    const Done done = std::move(pieces.front().done);
    pieces.pop_front();
    report(done, outcome);
  }
}

}  // namespace

void PostgresGroupWriter::close() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void PostgresGroupWriter::run() {
  for (auto pieces = queue_.take_all(); !pieces.empty(); pieces = queue_.take_all()) {
    std::size_t most = k_most_in_group;
    while (!pieces.empty()) most = run_group(pieces, most);
  }
}

// One transaction over at most `most` pieces from the front. How many the next one may take.
std::size_t PostgresGroupWriter::run_group(std::deque<Piece>& pieces, std::size_t most) {
  if (auto begun = connection_.begin(PostgresAccess::writes); !begun) {
    report_first(pieces, pieces.size(), begun);  // the server is away, for all of them
    return k_most_in_group;
  }
  const auto stop_at = std::chrono::steady_clock::now() + k_longest_group;
  Result<void> outcome;
  std::size_t ran = 0;
  while (ran < pieces.size() && ran < most) {
    outcome = connection_.run_piece(pieces[ran].work);
    if (!outcome) break;
    ++ran;
    if (std::chrono::steady_clock::now() >= stop_at) break;
  }
  if (!outcome) {
    connection_.roll_back();
    if (ran > 0) return ran;  // those before it again; it then comes first in a transaction and fails alone
    report_first(pieces, 1, outcome);
    return k_most_in_group;
  }
  outcome = connection_.commit();
  if (!outcome) connection_.roll_back();
  report_first(pieces, ran, outcome);
  return k_most_in_group;
}

}  // namespace recado::sql
