// Sends messages and files through Kapso's proxy in front of Meta's Cloud API (reference, 7). Made once by wiring; app/deliver calls
// it on worker threads.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/media_source.h"
#include "ports/provider.h"

namespace recado::kapso {

// `http` outlives the sender. The connection's access token is the project's API key, its base URL is Kapso's
// ("https://api.kapso.ai").
std::unique_ptr<MessageSender> make_sender(net::HttpClient& http);
// Files, through the same proxy.
std::unique_ptr<MediaSource> make_media_source(net::HttpClient& http);
std::unique_ptr<MediaUploader> make_media_uploader(net::HttpClient& http);

// What the proxy's answer to a send means: Meta's errors come through as they are, Kapso's own are a status and a text.
SendOutcome outcome_of_response(const net::Response& response);

}  // namespace recado::kapso
