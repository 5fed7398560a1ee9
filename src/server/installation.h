// What `recado init` makes and every other command finds again: the data folder, the key and the database.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/result.h"
#include "server/config.h"
#include "sql/database.h"

namespace recado::server {

struct Installation {
  crypto::MasterKey key;
  std::unique_ptr<sql::Database> database;
};

// Opens the database without changing it. `not_found` when there is none yet: nothing is created.
Result<std::unique_ptr<sql::Database>> open_existing_database(const Config& config);

// Key and database, migrated. `not_found` (next step: `recado init`) when there is nothing to open.
Result<Installation> open_installation(const Config& config);

struct FirstOwner {
  std::string email;
  std::string name;
  std::string workspace_name;
  std::string password;  // empty: one is made
};

// Makes folder, key, database, first workspace, owner and API key. The answer as JSON, with the secrets, which are not
// kept. `conflict` when it was done before; `invalid` for what the owner gave.
Result<std::string> initialise(const Config& config, const FirstOwner& owner, const Clock& clock);

}  // namespace recado::server
