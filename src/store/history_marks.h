// How far a provider's list of messages has been looked through, in SQL.
#pragma once

#include "ports/message_history.h"
#include "sql/database.h"

namespace recado::store {

class SqlHistoryMarks final : public HistoryMarks {
 public:
  SqlHistoryMarks(sql::Connection& connection, WorkspaceId workspace)
      : connection_(connection), workspace_(workspace) {}

  Result<std::optional<UtcMs>> looked_through(ConnectionId connection) override;
  Result<void> set_looked_through(ConnectionId connection, UtcMs time) override;
  Result<std::vector<bool>> have(ConnectionId connection, std::span<const Key> inbound) override;

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
};

}  // namespace recado::store
