// What Kapso still knows of a number's messages: it gives a webhook up after two and a half minutes (reference, 4 and 6).
// Made once by wiring; app/recover_messages asks it.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/provider.h"

namespace recado::kapso {

// `http` outlives it.
std::unique_ptr<MessageHistory> make_message_history(net::HttpClient& http);

}  // namespace recado::kapso
