// One session with a PostgreSQL server, always in pipeline mode: any number of statements go out together and their
// results come back in order. Knows nothing of transactions; postgres_connection.h does.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/database.h"
#include "sql/postgres_parameters.h"
#include "sql/postgres_statements.h"

struct pg_conn;
struct pg_result;

namespace recado::sql {

struct FreePostgresResult {
  void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, FreePostgresResult>;

struct PostgresCall {
  const Statement* statement;
  std::span<const Value> values;
};

class PostgresSession {
 public:
  static Result<std::unique_ptr<PostgresSession>> open(const std::string& url);

  // One round trip. A result for each call, or the error of the first that failed; those after it did not run then.
  Result<std::vector<PostgresResult>> exchange(std::span<const PostgresCall> calls);

  // Sends without waiting; what comes back is dropped by the next exchange.
  void send_and_forget(const Statement& statement);

  // Many statements in one text, outside the pipeline.
  Result<void> run_script(const std::string& text);

  // How long an exchange may be without an answer before the server counts as lost; none: for ever.
  void set_patience(std::optional<std::chrono::milliseconds> patience) { patience_ = patience; }

  // True when the connection is gone, or can no longer be trusted with what it has prepared.
  bool is_lost() const { return is_lost_; }
  const std::string& last_state() const { return last_state_; }  // SQLSTATE of the last error

 private:
  struct CloseSession {
    void operator()(pg_conn* connection) const;
  };
  struct Sent {
    PreparedForm* prepares;  // null: it runs a statement
    const char* text;
  };

  explicit PostgresSession(pg_conn* connection) : connection_(connection) {}
  Result<void> send(const PostgresCall& call);
  Result<void> send_sync();
  Result<std::vector<PostgresResult>> receive();
  Result<void> receive_forgotten();
  Result<PostgresResult> next_result();
  Result<void> wait(bool also_to_write);
  Error note_failure(const pg_result* result, const char* text);
  Error lost();

  std::unique_ptr<pg_conn, CloseSession> connection_;
  PostgresStatements statements_;
  PostgresParameters parameters_;
  std::vector<Sent> sent_;
  int forgotten_ = 0;  // exchanges whose answers are still to be dropped
  std::optional<std::chrono::milliseconds> patience_;
  std::string last_state_;
  bool is_lost_ = false;
};

}  // namespace recado::sql
