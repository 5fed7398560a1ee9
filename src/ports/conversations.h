// Conversations of one workspace inside one transaction.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/contact.h"
#include "domain/conversation.h"
#include "domain/delivery_status.h"

namespace recado {

struct ConversationWithContact {
  Conversation conversation;
  Contact contact;
  DeliveryStatus last_status = DeliveryStatus::received;  // of the newest message, as a person sees it
};

struct InboxFilter {
  enum class Assigned { all, me, nobody };
  enum class Sort { newest, waiting };
  Assigned assigned = Assigned::all;
  PersonId me;                               // with Assigned::me
  std::optional<ConversationStatus> status;  // none: any
  std::optional<ConnectionId> connection;
  bool unread = false;
  Sort sort = Sort::newest;
};

// Where a page begins: after the conversation with this sort time and id.
struct InboxCursor {
  UtcMs time{};
  ConversationId id;
};

class Conversations {
 public:
  virtual ~Conversations() = default;
  using Thread = std::pair<ConnectionId, ContactId>;
  // In a write transaction the rows found are locked until its end. In order; none where there is none yet.
  virtual Result<std::vector<std::optional<Conversation>>> find(std::span<const Thread> threads) = 0;
  virtual Result<std::vector<Conversation>> load(std::span<const ConversationId> ids) = 0;  // unknown ids are left out
  virtual Result<void> create(std::span<const Conversation> conversations) = 0;
  virtual Result<void> save(std::span<const Conversation> conversations) = 0;

  virtual Result<std::optional<ConversationWithContact>> show(ConversationId id) = 0;
  // At most `limit`, newest first or longest waiting first.
  virtual Result<std::vector<ConversationWithContact>> list(const InboxFilter& filter, std::optional<InboxCursor> after,
                                                            int limit) = 0;
};

}  // namespace recado
