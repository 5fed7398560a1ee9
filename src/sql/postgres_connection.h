// A connection to PostgreSQL as work sees it: one transaction at a time, whose BEGIN travels with the first statement. Opens
// its session when it is needed, and once more when the first statement finds it gone.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sql/postgres_session.h"
#include "sql/script_connection.h"

namespace recado::sql {

enum class PostgresAccess { reads, writes };

class PostgresConnection final : public ScriptConnection {
 public:
  explicit PostgresConnection(std::string url) : url_(std::move(url)) {}

  Dialect dialect() const override { return Dialect::postgres; }

  using Connection::run;
  Result<std::int64_t> run(const Statement& statement, std::span<const Value> values, const EachRow& each) override;
  Result<void> run_many(const Statement& statement, std::size_t width, std::span<const Value> values,
                        const EachRowOf& each) override;

  Result<void> run_script(const std::string& text) override;
  Result<void> begin_alone() override;
  Result<void> commit() override;
  void roll_back() override;

  // `unavailable` when there is no session and none can be opened.
  Result<void> begin(PostgresAccess access);

  // Runs the work with no failure behind it; an error it met and swallowed is returned all the same.
  Result<void> run_piece(const Work& work);

 private:
  using Results = Result<std::vector<PostgresResult>>;

  Results exchange(std::span<const PostgresCall> calls);
  Results exchange_first(std::span<const PostgresCall> calls);
  Results exchange_once(std::span<const PostgresCall> calls);
  Result<void> open_session();
  bool session_is_spent(const Results& results) const;
  const Statement& begin_statement() const;

  std::string url_;
  std::unique_ptr<PostgresSession> session_;
  std::optional<Error> failure_;
  PostgresAccess access_ = PostgresAccess::reads;
  bool has_begun_ = false;      // the server has been told of this transaction
  bool is_session_new_ = true;  // opened for this transaction: no use in opening another
};

}  // namespace recado::sql
