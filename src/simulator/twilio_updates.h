// Twilio's webhooks: one form a message or status, signed over the address it goes to.
#pragma once

#include <string>

#include "net/http_client.h"
#include "simulator/updates.h"

namespace recado::simulator {

// Bodies of POSTs.
std::string twilio_message_form(const Number& number, const Customer& customer, const PhoneMessage& message);
std::string twilio_status_form(const Number& number, const Customer& customer, const PhoneMessage& message,
                               MessageStatus status);
std::string twilio_failure_form(const Number& number, const FailedMessage& failed);

// Files lie at the provider's address, which is this simulator's own.
std::string with_own_address(std::string form, const std::string& own_url);

net::ClientRequest twilio_request(const std::string& url, const std::string& auth_token, const std::string& form);

// "whatsapp:+15551234567", or with the user id of a customer who shows no number.
std::string twilio_address(const Customer& customer);
std::string twilio_address(const Number& number);

// The name of a medium in a path: "ME" and the shelf's id, filled up to 32 digits; and back.
std::string twilio_media_sid(std::string_view shelf_id);
std::string shelf_id_of(std::string_view media_sid);

}  // namespace recado::simulator
