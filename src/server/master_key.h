// The key that seals secrets in the database: a file beside it, or RECADO_MASTER_KEY. `recado init` makes it.
#pragma once

#include <string>

#include "base/crypto.h"
#include "base/result.h"
#include "server/config.h"

namespace recado::server {

// Errors: not_found when nothing was set up yet; invalid when it is no key, or others may read the file (the next step is
// the command that mends it).
Result<crypto::MasterKey> load_master_key(const Config& config);

// Writes a new key, readable by its owner only. `conflict` when the file exists.
Result<crypto::MasterKey> create_master_key(const std::string& path);

}  // namespace recado::server
