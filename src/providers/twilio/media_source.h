// Files at Twilio (reference, 7): the webhook says where; the first host is signed in at, the one it leads on to is not.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/media_source.h"

namespace recado::twilio {

// `http` outlives the source.
std::unique_ptr<MediaSource> make_media_source(net::HttpClient& http);

}  // namespace recado::twilio
