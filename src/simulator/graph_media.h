// Media over Graph: upload, look up, fetch, delete.
#pragma once

#include "simulator/faults.h"
#include "simulator/graph_call.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"

namespace recado::simulator {

GraphResult<net::Response> upload_media(const GraphCall& call, MediaShelf& shelf, const Number& number);
// `base_url`: where this server is reached, for the link to the bytes.
GraphResult<net::Response> media_node(const GraphCall& call, const Ledger& ledger, MediaShelf& shelf,
                                      const std::string& base_url, UtcMs now);
// What an announcement becomes under the fault `too_large`.
net::Response announced_too_large(net::Response response);
// GET of the link that media_node gave out; needs a token like every other call.
net::Response download_media(const GraphCall& call, const Ledger& ledger, const MediaShelf& shelf, UtcMs now);
// What the fault makes of a download; `slow` is the caller's.
net::Response spoiled(net::Response response, MediaFault fault);

}  // namespace recado::simulator
