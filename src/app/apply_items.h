// The transaction that takes the items of one workspace in: contacts, conversations, messages, statuses, live events.
// Called by Receive only.
#pragma once

#include "app/receive.h"
#include "app/received_item.h"
#include "base/id.h"
#include "ports/store.h"

namespace recado {

// All or nothing: an error undoes every item. Items that are there already change nothing.
Result<ReceiveSummary> apply_items(Transaction& tx, const WorkspaceBatch& batch, IdSource& ids, UtcMs now);

// PostgreSQL's text holds no zero byte; JSON can say \u0000. It becomes U+FFFD, as unreadable characters do.
std::string without_zeros(std::string text);

}  // namespace recado
