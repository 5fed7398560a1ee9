// The control API's call that puts a customer's file where the business will fetch it.
#pragma once

#include "net/server.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"

namespace recado::simulator {

// All three outlive the server.
void add_control_media(net::Server& server, const Ledger& ledger, MediaShelf& media);

}  // namespace recado::simulator
