// The WebSocket /v1/live: who may open it, and from which event on.
#pragma once

#include <memory>

#include "api/auth.h"
#include "api/live_hub.h"
#include "net/server.h"

namespace recado::api {

net::SocketHandler live_socket(std::shared_ptr<const Gate> gate, LiveHub& live_hub);

}  // namespace recado::api
