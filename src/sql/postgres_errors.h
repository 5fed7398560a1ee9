// What the errors of PostgreSQL and of its client library mean to Recado. A password never gets into a message.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

struct pg_conn;
struct pg_result;

namespace recado::sql {

// `result`: what the server answered to `statement`
Error postgres_error(const pg_result* result, std::string_view statement);
std::string postgres_state(const pg_result* result);  // SQLSTATE; empty when the error is the client's own

// The connection could not be made, or was lost.
Error connection_error(pg_conn* connection);

// `invalid` when the URL cannot be read.
Result<void> check_postgres_url(const std::string& url);

}  // namespace recado::sql
