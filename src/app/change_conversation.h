// What a member does to a conversation: mark it read, close or reopen it, give it to somebody. Each is one decision of
// domain/conversation between a load and a save; screens are told after the commit.
#pragma once

#include <functional>
#include <optional>

#include "base/clock.h"
#include "ports/accounts.h"
#include "ports/store.h"

namespace recado {

class ChangeConversation {
 public:
  ChangeConversation(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  // Each answers the conversation as it is now. Errors: not_found.
  Result<ConversationWithContact> mark_read(const Caller& caller, ConversationId id);
  Result<ConversationWithContact> set_status(const Caller& caller, ConversationId id, ConversationStatus status);
  // The caller checks that the person is a member.
  Result<ConversationWithContact> assign(const Caller& caller, ConversationId id, std::optional<PersonId> to);

 private:
  Result<ConversationWithContact> change(const Caller& caller, ConversationId id,
                                         const std::function<void(Conversation&)>& decide);

  Store& store_;
  const Clock& clock_;
};

}  // namespace recado
