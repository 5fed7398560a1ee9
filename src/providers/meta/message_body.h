// What is said in a message, in the words of Meta's Cloud API (reference, 4.2 and 4.3). Kapso passes the same on.
#pragma once

#include "base/json_writer.h"
#include "domain/send.h"

namespace recado::meta {

// Writes "type" and the member that the type names into an object that is open.
void write_message_body(JsonWriter& body, const SendRequest& request);

}  // namespace recado::meta
