// Sends messages through Meta's Cloud API (reference, 4). Made once by wiring; app/deliver calls it on worker threads.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/provider.h"

namespace recado::meta {

// `http` outlives the sender.
std::unique_ptr<MessageSender> make_sender(net::HttpClient& http);

}  // namespace recado::meta
