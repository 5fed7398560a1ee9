// What of deliveries could not be read, in SQL.
#pragma once

#include "ports/receipts.h"
#include "sql/database.h"

namespace recado::store {

class SqlReceiptFailures final : public ReceiptFailures {
 public:
  SqlReceiptFailures(sql::Connection& connection, WorkspaceId workspace)
      : connection_(connection), workspace_(workspace) {}

  Result<void> record(std::span<const ReceiptFailure> failures) override;
  Result<void> clear(ReceiptId receipt) override;
  Result<std::vector<FailedReceipt>> list(std::optional<ReceiptId> before, int limit) override;

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
};

}  // namespace recado::store
