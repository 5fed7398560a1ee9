#include "sql/postgres_session.h"

#include <libpq-fe.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <poll.h>

#include "base/log.h"
#include "sql/postgres_errors.h"

namespace recado::sql {

namespace {

// A little longer than the server's own limit, which is the better one: it ends one statement, not the connection.
constexpr std::chrono::milliseconds k_patience{45'000};
constexpr Statement k_settings{
    "SELECT set_config('statement_timeout', '30s', false), set_config('TimeZone', 'UTC', false), "
    "set_config('idle_in_transaction_session_timeout', '60s', false)"};

void log_notice(void*, const char* words) { log::debug("postgres_notice", {{"words", std::string_view{words}}}); }

pg_conn* connect(const std::string& url) {
  // What stands before dbname is a default that the URL may change; what stands behind it is not.
  const std::array<const char*, 9> keys{"application_name", "connect_timeout",     "tcp_user_timeout",
                                        "keepalives_idle",  "keepalives_interval", "keepalives_count",
                                        "dbname",           "client_encoding",     nullptr};
  const std::array<const char*, 9> values{"recado", "10", "30000", "30", "10", "3", url.c_str(), "UTF8", nullptr};
  return PQconnectdbParams(keys.data(), values.data(), 1);
}

bool is_success(const pg_result* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

void FreePostgresResult::operator()(pg_result* result) const { PQclear(result); }
void PostgresSession::CloseSession::operator()(pg_conn* connection) const { PQfinish(connection); }

Result<std::unique_ptr<PostgresSession>> PostgresSession::open(const std::string& url) {
  std::unique_ptr<PostgresSession> session{new PostgresSession{connect(url)}};
  pg_conn* connection = session->connection_.get();
  if (PQstatus(connection) != CONNECTION_OK) return connection_error(connection);
  PQsetNoticeProcessor(connection, log_notice, nullptr);
  if (PQsetnonblocking(connection, 1) != 0 || PQenterPipelineMode(connection) != 1) return session->lost();
  session->patience_ = k_patience;
  const PostgresCall settings{&k_settings, {}};
  if (auto set = session->exchange({&settings, 1}); !set) return std::move(set).error();
  return session;
}

Error PostgresSession::lost() {
  is_lost_ = true;
  last_state_.clear();
  return connection_error(connection_.get());
}

// 26000 and 0A000: the server has forgotten what this session prepared, or a table has changed under it. A new session
// heals both. 57P0* and 25P03: the server ends the session.
Error PostgresSession::note_failure(const pg_result* result, const char* text) {
  last_state_ = postgres_state(result);
  is_lost_ = PQstatus(connection_.get()) != CONNECTION_OK || last_state_ == "26000" || last_state_ == "0A000" ||
             last_state_ == "25P03" || last_state_.starts_with("57P0");
  return postgres_error(result, text);
}

Result<void> PostgresSession::send(const PostgresCall& call) {
  if (auto filled = parameters_.fill(call.values); !filled) return filled;
  pg_conn* connection = connection_.get();
  PreparedForm& form = statements_.form(*call.statement, parameter_kinds(call.values));
  if (form.state == FormState::made) {
    const auto types = parameter_types(form.kinds);
    if (!PQsendPrepare(connection, form.name.c_str(), form.text.c_str(), parameters_.count(), types.data()))
      return lost();
    form.state = FormState::sent;
    sent_.push_back({&form, call.statement->text});
  }
  if (!PQsendQueryPrepared(connection, form.name.c_str(), parameters_.count(), parameters_.values(),
                           parameters_.lengths(), parameters_.formats(), 1)) {
    return lost();
  }
  sent_.push_back({nullptr, call.statement->text});
  return {};
}

Result<void> PostgresSession::send_sync() {
  if (!PQpipelineSync(connection_.get())) return lost();
  return {};
}

Result<std::vector<PostgresResult>> PostgresSession::exchange(std::span<const PostgresCall> calls) {
  sent_.clear();
  Result<void> sent;
  for (const auto& call : calls) {
    sent = send(call);
    if (!sent) break;
  }
  if (is_lost_) return std::move(sent).error();
  if (auto synced = send_sync(); !synced) return std::move(synced).error();
  auto results = receive();  // also after a call that could not be sent: those before it were
  if (!results || !sent) statements_.forget_unprepared();
  if (!sent) return std::move(sent).error();
  return results;
}

void PostgresSession::send_and_forget(const Statement& statement) {
  const PostgresCall call{&statement, {}};
  sent_.clear();
  if (is_lost_ || !send(call) || !send_sync()) return;
  for (auto& sent : sent_) {
    if (sent.prepares) sent.prepares->state = FormState::prepared;
  }
  if (PQflush(connection_.get()) < 0) is_lost_ = true;
  ++forgotten_;
}

Result<void> PostgresSession::wait(bool also_to_write) {
  const short events = static_cast<short>(also_to_write ? POLLIN | POLLOUT : POLLIN);
  pollfd watched{PQsocket(connection_.get()), events, 0};
  const int ready = ::poll(&watched, 1, patience_ ? static_cast<int>(patience_->count()) : -1);
  if (ready > 0 || (ready < 0 && errno == EINTR)) return {};
  is_lost_ = true;
  return unavailable("PostgreSQL does not answer.");
}

Result<PostgresResult> PostgresSession::next_result() {
  pg_conn* connection = connection_.get();
  while (true) {
    const int unsent = PQflush(connection);
    if (unsent < 0) return lost();
    if (!PQisBusy(connection)) return PostgresResult{PQgetResult(connection)};
    if (auto waited = wait(unsent > 0); !waited) return std::move(waited).error();
    if (!PQconsumeInput(connection)) return lost();
  }
}

Result<void> PostgresSession::receive_forgotten() {
  while (forgotten_ > 0) {
    auto result = next_result();
    if (!result) return std::move(result).error();
    if (PQstatus(connection_.get()) != CONNECTION_OK) return lost();
    if (PQresultStatus(result->get()) == PGRES_PIPELINE_SYNC) --forgotten_;
  }
  return {};
}

Result<std::vector<PostgresResult>> PostgresSession::receive() {
  if (auto dropped = receive_forgotten(); !dropped) return std::move(dropped).error();
  std::vector<PostgresResult> results;
  std::optional<Error> failure;
  for (const auto& [prepares, text] : sent_) {
    auto result = next_result();
    if (!result) return std::move(result).error();
    if (!*result) return lost();
    const bool is_aborted = PQresultStatus(result->get()) == PGRES_PIPELINE_ABORTED;
    if (!is_success(result->get()) && !is_aborted && !failure) failure = note_failure(result->get(), text);
    if (is_lost_) return std::move(*failure);
    if (PQstatus(connection_.get()) != CONNECTION_OK) return lost();
    if (prepares) prepares->state = is_success(result->get()) ? FormState::prepared : FormState::made;
    if (!prepares) results.push_back(std::move(*result));
    auto end = next_result();  // a null closes the results of one statement
    if (!end) return std::move(end).error();
  }
  auto synced = next_result();
  if (!synced) return std::move(synced).error();
  if (failure) return std::move(*failure);
  return results;
}

Result<void> PostgresSession::run_script(const std::string& text) {
  pg_conn* connection = connection_.get();
  if (auto dropped = receive_forgotten(); !dropped) return dropped;
  if (!PQexitPipelineMode(connection)) return lost();
  PQsetnonblocking(connection, 0);
  const PostgresResult result{PQexec(connection, text.c_str())};
  Result<void> outcome;
  if (!is_success(result.get()) && PQresultStatus(result.get()) != PGRES_EMPTY_QUERY) {
    outcome = note_failure(result.get(), text.c_str());
  }
  if (PQsetnonblocking(connection, 1) != 0 || !PQenterPipelineMode(connection)) is_lost_ = true;
  return outcome;
}

}  // namespace recado::sql
