// Status callbacks: how far an outbound message has come (reference, 3).
#pragma once

#include <string_view>

#include "domain/webhook_event.h"
#include "providers/twilio/form_fields.h"

namespace recado::twilio {

// Nothing when it is a message's own "received", or no status at all.
bool is_status(const FormFields& fields);
// `callback_data`: what came back in the callback address.
WebhookEvent read_status(const FormFields& fields, std::string_view callback_data);

// Our number and theirs, the same in messages and statuses.
NumberRef number_of(const FormFields& fields, std::string_view our_address);
Party party_of(const FormFields& fields, std::string_view their_address);

}  // namespace recado::twilio
