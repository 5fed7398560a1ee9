// A send as Twilio wants it, and what Twilio's answer means; no network here.
#pragma once

#include <string>
#include <string_view>

#include "domain/send.h"
#include "net/http.h"
#include "ports/provider.h"

namespace recado::twilio {

// Body of POST /Accounts/{account}/Messages.json. Twilio knows neither callback data nor idempotency keys: our message id
// travels in the address that statuses are called back at. callback_url: empty to leave that to the sender's settings.
std::string request_form(const ProviderAccess& access, const SendRequest& request, std::string_view callback_url);

SendOutcome outcome_of_response(const net::Response& response);

}  // namespace recado::twilio
