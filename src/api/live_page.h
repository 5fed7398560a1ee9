// One page of a workspace's stream, read from the store and rendered.
#pragma once

#include <cstdint>
#include <vector>

#include "api/live_frame.h"
#include "ports/store.h"

namespace recado::api {

constexpr int k_live_page = 128;

struct LivePage {
  std::vector<LiveFrame> frames;
  bool last = false;  // nothing more was there when it was read
};

// What follows `seq` without a gap. Reason "gap" when the next event is no longer kept.
Result<LivePage> read_live_page(Store& store, WorkspaceId workspace, std::int64_t seq);
Result<LiveRange> read_live_range(Store& store, WorkspaceId workspace);

}  // namespace recado::api
