// What the program tidies up in the background, across workspaces, and what it asks about the database as a whole.
#pragma once

#include <cstdint>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ids.h"

namespace recado {

// Each forgets at most `limit` rows and says how many it were: the caller comes back until none is left.
class Housekeeping {
 public:
  virtual ~Housekeeping() = default;
  virtual Result<std::int64_t> forget_sessions(UtcMs expired_before, int limit) = 0;
  // Of every workspace the events before `before`, and those beyond the newest `most`.
  virtual Result<std::int64_t> forget_live_events(UtcMs before, std::int64_t most, int limit) = 0;
  virtual Result<std::int64_t> forget_parked_statuses(UtcMs recorded_before, int limit) = 0;
  // Uploaded files that no message took become removed, each with the job that empties its place in the media store.
  virtual Result<std::int64_t> forget_unsent_media(UtcMs created_before, UtcMs now, int limit) = 0;

  // A small commit, and nothing is left of it: shows that the database can be written, and how long that takes.
  virtual Result<void> write_probe() = 0;
  // The database server's clock; of SQLite it is this machine's.
  virtual Result<UtcMs> database_time() = 0;
};

}  // namespace recado
