// Reads what Twilio posts for a WhatsApp sender: inbound messages, status callbacks and errors of its debugger (reference, 1
// and 3), and what the message list is turned into after an outage (message_history.h).
#pragma once

#include <memory>

#include "ports/provider.h"

namespace recado::twilio {

// `event` of a delivery is what came back in the callback address: our own message id, or k_from_history.
std::unique_ptr<WebhookReader> make_webhook_reader();

// A parameter of the address that statuses are called back at.
inline constexpr std::string_view k_message_parameter = "message";
// The event of a delivery that Recado made from the message list. Twilio never posts it: with a "/" it is no message id,
// and an address that carries it is refused by its signature.
inline constexpr std::string_view k_from_history = "history/messages";
// Parameters that only such deliveries have: seconds since 1970.
inline constexpr std::string_view k_sent_at_parameter = "RecadoSentAt";

}  // namespace recado::twilio
