// The platform API's webhooks of one number: register, list, show, change, delete.
#pragma once

#include "simulator/kapso_call.h"
#include "simulator/ledger.h"

namespace recado::simulator {

// call.path: whatsapp/phone_numbers/{number}/webhooks[/{id}], the number being one of the project's.
net::Response kapso_webhooks(const KapsoCall& call, Ledger& ledger);

}  // namespace recado::simulator
