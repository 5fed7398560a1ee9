#include "sql/postgres_errors.h"

#include <libpq-fe.h>

#include "sql/run_work.h"

namespace recado::sql {

namespace {

constexpr const char* k_see_postgres = "See that PostgreSQL runs and that Recado may reach it with its URL.";

bool postgres_asks_to_try_again(std::string_view state) {
  if (state == "08P01") return false;  // a protocol violation: it would be the same again
  return state.starts_with("08") || state.starts_with("53") || state.starts_with("57P0") || state == "40001" ||
         state == "40P01" || state == "55P03" || state == "57014" || state == "25P03";
}

std::string field(const pg_result* result, int which) {
  const char* text = PQresultErrorField(result, which);
  return text ? text : "";
}

}  // namespace

std::string postgres_state(const pg_result* result) { return field(result, PG_DIAG_SQLSTATE); }

Error postgres_error(const pg_result* result, std::string_view statement) {
  const std::string state = postgres_state(result);
  std::string words = field(result, PG_DIAG_MESSAGE_PRIMARY);  // the detail would quote what people wrote
  if (words.empty()) words = shortened(PQresultErrorMessage(result));
  std::string message = "PostgreSQL: " + words;
  if (!state.empty()) message += " [" + state + "]";
  if (!statement.empty()) message += " (in: " + shortened(statement) + ")";
  if (state == "23505") {
    Error error = conflict(std::move(message));
    error.reason = "unique";
    return error;
  }
  if (state.empty()) return unavailable(std::move(message), k_see_postgres);
  if (postgres_asks_to_try_again(state)) return unavailable(std::move(message));
  return internal(std::move(message));
}

Error connection_error(pg_conn* connection) {
  std::string words = shortened(connection ? PQerrorMessage(connection) : "no memory");
  // With a sign left unescaped in a password, the rest of the password is taken for the host
  if (words.starts_with("could not translate host name")) words = "the name of its host is not known";
  const char* password = connection ? PQpass(connection) : nullptr;
  const std::string_view secret{password ? password : ""};
  for (auto at = words.find(secret); !secret.empty() && at != words.npos; at = words.find(secret)) {
    words.replace(at, secret.size(), "•");
  }
  return unavailable("PostgreSQL cannot be reached: " + words, k_see_postgres);
}

Result<void> check_postgres_url(const std::string& url) {
  char* words = nullptr;
  PQconninfoOption* options = PQconninfoParse(url.c_str(), &words);
  PQfreemem(words);  // not shown: it quotes the URL
  if (!options) {
    return invalid("database", "The URL of the PostgreSQL database cannot be read.",
                   "Write postgresql://user:password@host/database, with signs in the password escaped (@ is %40).");
  }
  PQconninfoFree(options);
  return {};
}

}  // namespace recado::sql
