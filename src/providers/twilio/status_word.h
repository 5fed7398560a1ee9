// Twilio's words for how far a message has come, in webhooks and in its message list.
#pragma once

#include <optional>
#include <string_view>

#include "domain/delivery_status.h"

namespace recado::twilio {

// Nothing for a word that moves no message: canceled, received, and those we do not know.
std::optional<DeliveryStatus> status_from(std::string_view word);

}  // namespace recado::twilio
