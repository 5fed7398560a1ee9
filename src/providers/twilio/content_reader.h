// What an inbound message says, from the parameters that its kind brings along (reference, 1).
#pragma once

#include "domain/message.h"
#include "providers/twilio/form_fields.h"

namespace recado::twilio {

MessageContent read_content(const FormFields& fields);

}  // namespace recado::twilio
