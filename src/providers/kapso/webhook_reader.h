// Reads deliveries of Kapso: one payload or a batch of them, and Meta's own notifications, which Kapso forwards as they
// are when a webhook is of kind "meta". Made once by wiring; may be used by many threads at a time.
#pragma once

#include <memory>

#include "ports/provider.h"

namespace recado::kapso {

// KeptDelivery::event is what X-Webhook-Event said. It alone tells some payloads apart; where it is empty, the payload's
// shape is believed as far as it goes.
std::unique_ptr<WebhookReader> make_webhook_reader();

}  // namespace recado::kapso
