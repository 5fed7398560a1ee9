#include "api/live_page.h"

#include <utility>

namespace recado::api {

Result<LivePage> read_live_page(Store& store, WorkspaceId workspace, std::int64_t seq) {
  std::vector<LiveEvent> events;
  const auto read = store.read(workspace, [&](Transaction& tx) -> Result<void> {
    auto found = tx.live_log().after(seq, k_live_page);
    if (!found) return found.error();
    events = std::move(*found);
    return {};
  });
  if (!read) return read.error();
  if (!events.empty() && events.front().seq != seq + 1) {
    return Error{.code = ErrorCode::conflict, .message = "Events are missing from the stream.", .reason = "gap"};
  }
  LivePage page;
  page.last = std::cmp_less(events.size(), k_live_page);
  page.frames.reserve(events.size());
  for (const LiveEvent& event : events) page.frames.push_back(event_frame(event));
  return page;
}

Result<LiveRange> read_live_range(Store& store, WorkspaceId workspace) {
  LiveRange range;
  const auto read = store.read(workspace, [&](Transaction& tx) -> Result<void> {
    const auto found = tx.live_log().range();
    if (!found) return found.error();
    range = *found;
    return {};
  });
  if (!read) return read.error();
  return range;
}

}  // namespace recado::api
