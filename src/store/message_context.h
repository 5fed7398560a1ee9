// Joins to messages what is about them: reactions, edits, deletions, and the message that each quotes.
#pragma once

#include <span>
#include <vector>

#include "domain/stored_message.h"
#include "sql/database.h"

namespace recado::store {

Result<void> join_context(sql::Connection& connection, WorkspaceId workspace, std::span<StoredMessage* const> messages);

std::vector<StoredMessage*> pointers_to(std::vector<StoredMessage>& messages);

}  // namespace recado::store
