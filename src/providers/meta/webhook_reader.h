// Reads deliveries of Meta's WhatsApp Cloud API. Made once by wiring; may be used by many threads at a time.
#pragma once

#include <memory>

#include "ports/provider.h"

namespace recado::meta {

std::unique_ptr<WebhookReader> make_webhook_reader();

}  // namespace recado::meta
