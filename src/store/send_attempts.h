// What came of asking providers to send, in SQL.
#pragma once

#include "ports/send_attempts.h"
#include "sql/database.h"

namespace recado::store {

class SqlSendAttempts final : public SendAttempts {
 public:
  SqlSendAttempts(sql::Connection& connection, WorkspaceId workspace)
      : connection_(connection), workspace_(workspace) {}

  Result<void> add(MessageId message, const SendAttempt& attempt) override;
  Result<std::vector<SendAttempt>> of_message(MessageId message) override;

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
};

}  // namespace recado::store
