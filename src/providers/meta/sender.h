// Sends messages through Meta's Cloud API (reference, 4). Made once by wiring; app/deliver calls it on worker threads.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/provider.h"
#include "providers/meta/graph_dialect.h"

namespace recado::meta {

// `http` outlives the sender, and so does the dialect.
std::unique_ptr<MessageSender> make_sender(net::HttpClient& http, const GraphDialect& dialect = k_graph);

}  // namespace recado::meta
