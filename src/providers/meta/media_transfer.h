// Files at Meta (reference: media): fetched by their id through a link that lives for five minutes, uploaded for one number.
// Proxies that speak the Graph API are served by the same code, each with its dialect.
#pragma once

#include <chrono>
#include <memory>

#include "net/http_client.h"
#include "ports/media_source.h"
#include "providers/meta/graph_dialect.h"

namespace recado::meta {

// `http` and the dialect outlive what is made. stall: the most that may pass without a byte of a file.
std::unique_ptr<MediaSource> make_media_source(net::HttpClient& http, const GraphDialect& dialect,
                                               std::chrono::seconds stall = std::chrono::seconds{30});
std::unique_ptr<MediaUploader> make_media_uploader(net::HttpClient& http, const GraphDialect& dialect);

}  // namespace recado::meta
