// Another master key: for `recado rotate-key`, and for whoever has to assume that the old one was seen.
#pragma once

#include "base/result.h"
#include "server/config.h"

namespace recado::server {

// Makes a new key, seals everything under it and puts it into the place of the old one, which is kept as "<file>.old".
// When it is broken off, the next call goes on where it stood. How many secrets and file keys were sealed anew. No program
// may run on the database meanwhile. Errors: conflict when the key comes from RECADO_MASTER_KEY.
Result<std::int64_t> rotate_key(const Config& config);

}  // namespace recado::server
