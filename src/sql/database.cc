#include "sql/database.h"

#include "sql/postgres_database.h"
#include "sql/sqlite_database.h"

namespace recado::sql {

Result<std::unique_ptr<Database>> open_database(const DatabaseOptions& options) {
  constexpr std::string_view k_sqlite = "sqlite:";
  const std::string_view url = options.url;
  if (url.starts_with(k_sqlite) && url.size() > k_sqlite.size()) {
    return open_sqlite_database(options.url.substr(k_sqlite.size()), options);
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres_database(options);
  return invalid("database", "The database URL is of no kind that Recado knows.",
                 "Write sqlite:/path/to/recado.db or postgresql://user:password@host/database.");
}

}  // namespace recado::sql
