#include "sql/postgres_connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>

#include "sql/postgres_row.h"
#include "sql/run_work.h"

namespace recado::sql {

namespace {

constexpr Statement k_begin_reads{"BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"};
constexpr Statement k_begin_writes{"BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE"};
constexpr Statement k_commit_postgres{"COMMIT"};
constexpr Statement k_roll_back_postgres{"ROLLBACK"};
constexpr Statement k_take_any_time{"SELECT set_config('statement_timeout', '0', true)"};
constexpr Statement k_lock_schema{
    "SELECT 1 FROM (SELECT pg_advisory_xact_lock(742113, COALESCE(hashtext(current_schema()), 0))) taken"};

// What waits in libpq's memory before an exchange: few enough bytes to hold, sets enough to hide the round trip.
constexpr std::size_t k_sets_at_once = 256;
constexpr std::size_t k_bytes_at_once = 1 << 20;

std::int64_t rows_of(pg_result* result) {
  if (PQresultStatus(result) == PGRES_TUPLES_OK) return PQntuples(result);
  const std::string_view digits = PQcmdTuples(result);
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

std::size_t size_of(const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value.held())) return text->size();
  if (const auto* bytes = std::get_if<Bytes>(&value.held())) return bytes->bytes.size();
  return 8;
}

// How many of the sets go out together: at least one.
std::size_t sets_for_one_exchange(std::span<const Value> values, std::size_t width) {
  std::size_t bytes = 0;
  std::size_t sets = 0;
  while (sets < k_sets_at_once && sets * width < values.size() && (sets == 0 || bytes < k_bytes_at_once)) {
    for (const Value& value : values.subspan(sets * width, width)) bytes += size_of(value);
    ++sets;
  }
  return sets;
}

void visit_rows(pg_result* result, const EachRow& each) {
  for (int row = 0; row < PQntuples(result); ++row) each(PostgresRow{result, row});
}

}  // namespace

Result<void> PostgresConnection::open_session() {
  session_.reset();
  auto opened = PostgresSession::open(url_);
  if (!opened) return std::move(opened).error();
  session_ = std::move(*opened);
  is_session_new_ = true;
  return {};
}

Result<void> PostgresConnection::begin(PostgresAccess access) {
  failure_.reset();
  access_ = access;
  has_begun_ = false;
  is_session_new_ = false;
  if (!session_ || session_->is_lost()) return open_session();
  return {};
}

const Statement& PostgresConnection::begin_statement() const {
  return access_ == PostgresAccess::reads ? k_begin_reads : k_begin_writes;
}

PostgresConnection::Results PostgresConnection::exchange_once(std::span<const PostgresCall> calls) {
  std::vector<PostgresCall> with_begin{{&begin_statement(), {}}};
  with_begin.insert(with_begin.end(), calls.begin(), calls.end());
  auto results = session_->exchange(with_begin);
  if (results) results->erase(results->begin());
  return results;
}

// 25006: what was the primary is a standby now; a new session finds the primary where the URL names several hosts.
bool PostgresConnection::session_is_spent(const Results& results) const {
  if (results) return false;
  return session_->is_lost() || (access_ == PostgresAccess::writes && session_->last_state() == "25006");
}

// Nothing of this transaction has been seen yet, so a session that turns out to be dead is replaced unnoticed.
PostgresConnection::Results PostgresConnection::exchange_first(std::span<const PostgresCall> calls) {
  auto results = exchange_once(calls);
  if (session_is_spent(results) && !is_session_new_) {
    if (auto opened = open_session(); !opened) return std::move(opened).error();
    results = exchange_once(calls);
  }
  has_begun_ = true;
  return results;
}

PostgresConnection::Results PostgresConnection::exchange(std::span<const PostgresCall> calls) {
  if (failure_) return *failure_;
  if (!session_) return unavailable("The connection to PostgreSQL was lost.", "Try again.");
  auto results = has_begun_ ? session_->exchange(calls) : exchange_first(calls);
  if (!results) failure_ = results.error();
  return results;
}

Result<std::int64_t> PostgresConnection::run(const Statement& statement, std::span<const Value> values,
                                             const EachRow& each) {
  const PostgresCall call{&statement, values};
  auto results = exchange({&call, 1});
  if (!results) return std::move(results).error();
  if (each) visit_rows(results->front().get(), each);
  return rows_of(results->front().get());
}

Result<void> PostgresConnection::run_many(const Statement& statement, std::size_t width, std::span<const Value> values,
                                          const EachRowOf& each) {
  if (width == 0 || values.size() % width != 0) return internal("The values do not divide into sets.");
  std::vector<PostgresCall> calls;
  std::size_t first_set = 0;
  while (!values.empty()) {
    const std::size_t sets = sets_for_one_exchange(values, width);
    calls.clear();
    for (std::size_t set = 0; set < sets; ++set) calls.push_back({&statement, values.subspan(set * width, width)});
    auto results = exchange(calls);
    if (!results) return std::move(results).error();
    for (std::size_t set = 0; each && set < sets; ++set) {
      visit_rows((*results)[set].get(), [&](const Row& row) { each(first_set + set, row); });
    }
    values = values.subspan(sets * width);
    first_set += sets;
  }
  return {};
}

Result<void> PostgresConnection::run_script(const std::string& text) {
  if (!has_begun_) {
    if (auto begun = exchange({}); !begun) return std::move(begun).error();
  }
  if (failure_) return *failure_;
  auto ran = session_->run_script(text);
  if (!ran) failure_ = ran.error();
  return ran;
}

Result<void> PostgresConnection::begin_alone() {
  if (auto begun = begin(PostgresAccess::writes); !begun) return begun;
  session_->set_patience({});  // the first exchange waits for another program's migration
  const PostgresCall calls[] = {{&k_take_any_time, {}}, {&k_lock_schema, {}}};
  auto locked = exchange(calls);
  if (!locked) return std::move(locked).error();
  return {};
}

Result<void> PostgresConnection::commit() {
  if (failure_) return *failure_;
  if (!has_begun_) return {};
  const PostgresCall call{&k_commit_postgres, {}};
  auto results = session_->exchange({&call, 1});
  if (!results) return std::move(results).error();
  // PostgreSQL answers so when the transaction had failed before
  if (std::string_view{PQcmdStatus(results->front().get())} != "COMMIT") return internal("PostgreSQL did not commit.");
  return {};
}

void PostgresConnection::roll_back() {
  if (has_begun_ && session_) session_->send_and_forget(k_roll_back_postgres);
  has_begun_ = false;
}

Result<void> PostgresConnection::run_piece(const Work& work) {
  auto outcome = run_work(work, *this);
  if (failure_) return outcome ? Result<void>{*failure_} : outcome;
  return outcome;
}

}  // namespace recado::sql
