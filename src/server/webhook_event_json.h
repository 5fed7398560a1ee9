// One webhook event as JSON, in the words of the corpus: what `recado webhook parse` prints for each event.
#pragma once

#include "base/json_writer.h"
#include "domain/webhook_event.h"

namespace recado {

// Writes one object. What the event does not have is left out.
void write_event(JsonWriter& json, const WebhookEvent& event);

}  // namespace recado
