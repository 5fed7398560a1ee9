// What LiveHub's thread knows: the channel of every workspace that has sockets, and who waits to join it. Used by that
// thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "api/live_catch_up.h"
#include "api/live_channel.h"
#include "ports/store.h"

namespace recado::api {

class LiveChannels {
 public:
  LiveChannels(Store& store, LiveCatchUp& catch_up) : store_(store), catch_up_(catch_up) {}

  void admit(std::uint64_t id, WorkspaceId workspace, std::optional<std::int64_t> since,
             std::shared_ptr<net::Socket> socket);
  void caught_up(std::uint64_t id, std::int64_t seq);
  void remove(std::uint64_t id);

  // Events up to `seq` can be read.
  void announce(WorkspaceId workspace, std::int64_t seq);
  bool is_behind() const { return !behind_.empty(); }
  // Reads and passes on one page of every channel that is behind. False when one could not be read: try again later.
  bool read_on();

 private:
  struct Channel {
    LiveChannel stream;
    std::int64_t known = 0;  // events up to it exist
    std::size_t readers = 0;
  };
  struct Reader {
    WorkspaceId workspace;
    std::shared_ptr<net::Socket> socket;
  };

  Channel* open(WorkspaceId workspace);  // null when the store cannot be read
  void welcome(std::uint64_t id, Channel& channel, std::optional<std::int64_t> since, const Reader& reader);
  bool read_on(WorkspaceId workspace, Channel& channel);

  Store& store_;
  LiveCatchUp& catch_up_;
  std::unordered_map<WorkspaceId, Channel> channels_;
  std::unordered_map<std::uint64_t, Reader> readers_;
  std::unordered_set<WorkspaceId> behind_;
};

}  // namespace recado::api
