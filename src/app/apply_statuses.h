// What providers report about messages that we sent: each transition is kept, the status shown only moves forward, a report
// for a message we do not know yet waits for it (PRODUCT.md, rules 2 and 4).
#pragma once

#include <span>

#include "app/received_item.h"
#include "ports/store.h"

namespace recado {

// Items that hold StatusEvents. How many changed what a message shows.
Result<int> apply_statuses(Transaction& tx, std::span<const ReceivedItem* const> items, UtcMs now);

// Applies what was parked for a message whose provider id has just become known; `message` is changed accordingly.
Result<void> apply_parked(Transaction& tx, StoredMessage& message);

}  // namespace recado
