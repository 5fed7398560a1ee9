// Database over PostgreSQL: a pool of connections and one that commits in groups. Made by open_database().
#pragma once

#include <memory>

#include "sql/database.h"

namespace recado::sql {

// Connects only when work comes: `invalid` is about the URL.
Result<std::unique_ptr<Database>> open_postgres_database(const DatabaseOptions& options);

}  // namespace recado::sql
