// Tidying up across workspaces, and what is asked about the database as a whole. Wiring makes one beside the store.
#pragma once

#include <memory>

#include "ports/housekeeping.h"
#include "sql/database.h"

namespace recado::store {

std::unique_ptr<Housekeeping> make_housekeeping(sql::Database& database);

}  // namespace recado::store
