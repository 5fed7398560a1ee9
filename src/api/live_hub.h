// Carries the numbered events of a workspace to the screens that are open on it. Wiring passes on what the store tells after
// a commit; the route /v1/live brings the sockets. A workspace without sockets costs nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "net/server.h"
#include "ports/store.h"

namespace recado::api {

// A socket that wants the events of its workspace.
struct LiveReader {
  WorkspaceId workspace;
  std::optional<std::int64_t> since;  // none: only new events
  std::shared_ptr<net::Socket> socket;
  std::function<bool()> still_allowed;  // asked from time to time, may block; false closes the socket
};

class LiveHub {
 public:
  // recheck: how often every open socket's still_allowed is asked
  explicit LiveHub(Store& store, std::chrono::milliseconds recheck = std::chrono::seconds{30});
  ~LiveHub();
  LiveHub(const LiveHub&) = delete;
  LiveHub& operator=(const LiveHub&) = delete;

  void start();
  // Ends the threads; sockets that are still open get nothing more. Called before the store goes.
  void stop();

  // For ports/after_commit: does not block, any thread, before start() too.
  void live_events(WorkspaceId workspace, std::int64_t seq);

  // Sends the hello, what follows `since` and then every new event. Does not block. The number is for leave().
  std::uint64_t join(LiveReader reader);
  void leave(std::uint64_t reader);

  std::size_t sockets() const;
  // Asks every socket's still_allowed now; the hub's own thread does so periodically.
  void recheck();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::api
