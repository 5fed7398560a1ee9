// Twilio's list of messages (reference, 4.3), which is asked after an outage of ours: Twilio repeats no webhook.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/message_history.h"

namespace recado::twilio {

std::unique_ptr<MessageHistory> make_message_history(net::HttpClient& http);

}  // namespace recado::twilio
