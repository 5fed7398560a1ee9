#include "api/live_socket.h"

#include <utility>

#include "api/problem.h"
#include "api/query.h"

namespace recado::api {
namespace {

net::SocketPlan refuse(const Error& error) { return {problem(error), {}}; }

// A database that cannot be asked signs nobody out.
std::function<bool()> still_allowed(std::shared_ptr<const Gate> gate, Credential credential, WorkspaceId workspace) {
  return [gate = std::move(gate), credential = std::move(credential), workspace] {
    const auto caller = gate->who(credential);
    return caller ? caller->workspace == workspace : caller.error().code != ErrorCode::unauthorized;
  };
}

}  // namespace

net::SocketHandler live_socket(std::shared_ptr<const Gate> gate, LiveHub& live_hub) {
  return [gate = std::move(gate), &live_hub](const net::Request& request) -> net::SocketPlan {
    const auto caller = gate->socket_caller(request);
    if (!caller) return refuse(caller.error());
    const auto since = query_number(request.query, "since", 0);
    if (!since) return refuse(since.error());
    auto allowed = still_allowed(gate, credential_of(request), caller->workspace);
    return {{},
            [&live_hub, workspace = caller->workspace, since = *since,
             allowed = std::move(allowed)](std::shared_ptr<net::Socket> socket) -> net::SocketEvents {
              const auto reader = live_hub.join({workspace, since, std::move(socket), allowed});
              return {{}, [&live_hub, reader] { live_hub.leave(reader); }};
            }};
  };
}

}  // namespace recado::api
