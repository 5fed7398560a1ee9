// Brings a database to the schema of this program, one transaction a migration, and refuses what it cannot know.
#pragma once

#include <span>
#include <vector>

#include "sql/embedded_migrations.h"
#include "sql/script_connection.h"

namespace recado::sql {

using Migrations = std::span<const EmbeddedMigration>;
std::vector<EmbeddedMigration> migrations_of(Part part, Migrations migrations);

// How many were applied. `invalid`, with reason "migration_changed" or "database_newer", when the database does not fit
// the program; other errors as the database gives them.
Result<int> apply_migrations(ScriptConnection& connection, Migrations migrations);

// Highest number applied; 0 for an empty database. Writes nothing.
Result<int> applied_version(Connection& connection);

}  // namespace recado::sql
