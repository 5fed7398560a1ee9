// Conversations in SQL.
#pragma once

#include "ports/conversations.h"
#include "sql/database.h"

namespace recado::store {

class SqlConversations final : public Conversations {
 public:
  enum class Access { reading, writing };
  SqlConversations(sql::Connection& connection, WorkspaceId workspace, Access access)
      : connection_(connection), workspace_(workspace), access_(access) {}

  Result<std::vector<std::optional<Conversation>>> find(std::span<const Thread> threads) override;
  Result<std::vector<Conversation>> load(std::span<const ConversationId> ids) override;
  Result<void> create(std::span<const Conversation> conversations) override;
  Result<void> save(std::span<const Conversation> conversations) override;
  Result<std::optional<ConversationWithContact>> show(ConversationId id) override;
  Result<std::vector<ConversationWithContact>> list(const InboxFilter& filter, std::optional<InboxCursor> after,
                                                    int limit) override;

 private:
  Result<std::vector<ConversationWithContact>> list_of(const InboxFilter& filter, ConversationStatus status,
                                                       std::optional<InboxCursor> after, int limit);

  bool locks() const { return access_ == Access::writing && connection_.dialect() == sql::Dialect::postgres; }

  sql::Connection& connection_;
  WorkspaceId workspace_;
  Access access_;
};

}  // namespace recado::store
