// Messages and their statuses in SQL.
#pragma once

#include "ports/messages.h"
#include "sql/database.h"

namespace recado::store {

class SqlMessages final : public Messages {
 public:
  SqlMessages(sql::Connection& connection, WorkspaceId workspace) : connection_(connection), workspace_(workspace) {}

  Result<std::vector<Inserted>> insert(std::span<const StoredMessage> messages) override;
  Result<std::vector<StoredMessage>> load(std::span<const MessageId> ids) override;
  Result<std::optional<StoredMessage>> find_by_client_key(const std::string& key) override;
  Result<std::vector<std::optional<StoredMessage>>> find_sent(ConnectionId connection,
                                                              std::span<const std::string> provider_ids) override;
  Result<std::optional<StoredMessage>> find_in_thread(ConversationId conversation, const std::string& provider_id,
                                                      UtcMs since) override;
  Result<void> save_delivery(std::span<const StoredMessage> messages) override;
  Result<void> link_retry(MessageId failed, MessageId retry) override;
  Result<std::vector<StoredMessage>> show(std::span<const MessageId> ids) override;
  Result<std::vector<StoredMessage>> page(ConversationId conversation, std::optional<ThreadCursor> from,
                                          Towards towards, int limit) override;
  Result<std::vector<StoredMessage>> search(std::span<const std::string> words, std::optional<MessageId> before,
                                            int limit) override;
  Result<void> record_statuses(std::span<const std::pair<MessageId, StatusReport>> reports) override;
  Result<void> park_statuses(ConnectionId connection, std::span<const StatusReport> reports) override;
  Result<std::vector<StatusReport>> take_parked(ConnectionId connection, const std::string& provider_id) override;

 private:
  // What is in the way of a message: itself, its placeholder, or another with the same 64-bit hash in the same second,
  // told apart by the whole id only.
  Result<Inserted> insert_beside(const StoredMessage& message);
  Result<void> fill_placeholder(MessageId placeholder, const StoredMessage& message);

  sql::Connection& connection_;
  WorkspaceId workspace_;
};

}  // namespace recado::store
