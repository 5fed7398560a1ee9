// Sends through Twilio's Messages API.
#pragma once

#include <functional>
#include <memory>

#include "net/http_client.h"
#include "ports/provider.h"

namespace recado::twilio {

// The address, without query, at which a connection's statuses are called back; empty when Twilio cannot reach us at one
// that we know.
using CallbackUrl = std::function<std::string(ConnectionId)>;

// The address at which a file of ours can be fetched for some hours; empty when Twilio cannot reach us.
using FileUrl = std::function<std::string(ConnectionId, MediaId)>;

std::unique_ptr<MessageSender> make_sender(net::HttpClient& http, CallbackUrl callback_url, FileUrl file_url = {});

}  // namespace recado::twilio
