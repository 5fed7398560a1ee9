// What a store tells after a commit, so that nobody has to poll. Called on any thread, may come late or out of order, must
// not block; a listener that missed one finds the same in the store.
#pragma once

#include <cstdint>

#include "domain/ids.h"

namespace recado {

class AfterCommit {
 public:
  virtual ~AfterCommit() = default;
  // Live events of the workspace up to `seq` can be read.
  virtual void live_events(WorkspaceId workspace, std::int64_t seq) = 0;
  // Jobs were added or became due sooner.
  virtual void jobs_added() = 0;
};

}  // namespace recado
