#include "store/receipts.h"

#include <limits>

namespace recado::store {

namespace {

constexpr sql::Statement k_record{
    "INSERT INTO receipt_failure (workspace_id, receipt_id, item, provider, received_at, reason, fragment, "
    "recorded_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, receipt_id, item) DO UPDATE SET reason = "
    "excluded.reason, "
    "fragment = excluded.fragment, recorded_at = excluded.recorded_at"};
constexpr sql::Statement k_clear{"DELETE FROM receipt_failure WHERE workspace_id = $1 AND receipt_id = $2"};
// The newest `limit` receipts that have a failure, each with all of its failures.
constexpr sql::Statement k_list{
    "SELECT f.receipt_id, f.provider, f.received_at, f.item, f.reason, f.fragment, f.recorded_at FROM receipt_failure "
    "f WHERE f.workspace_id = $1 AND f.receipt_id IN ("
    "SELECT DISTINCT g.receipt_id FROM receipt_failure g WHERE g.workspace_id = $1 AND g.receipt_id < $2 "
    "ORDER BY g.receipt_id DESC LIMIT $3) ORDER BY f.receipt_id DESC, f.item"};

}  // namespace

Result<void> SqlReceiptFailures::record(std::span<const ReceiptFailure> failures) {
  std::vector<sql::Value> values;
  for (const ReceiptFailure& failure : failures) {
    values.insert(values.end(), {workspace_, failure.receipt, failure.item, static_cast<int>(failure.provider),
                                 failure.received_at, failure.reason, failure.fragment, failure.recorded_at});
  }
  return connection_.run_many(k_record, 8, values);
}

Result<void> SqlReceiptFailures::clear(ReceiptId receipt) {
  if (const auto ran = connection_.run(k_clear, {workspace_, receipt}); !ran) return ran.error();
  return {};
}

Result<std::vector<FailedReceipt>> SqlReceiptFailures::list(std::optional<ReceiptId> before, int limit) {
  const std::int64_t below = before ? before->value : std::numeric_limits<std::int64_t>::max();
  std::vector<FailedReceipt> receipts;
  const auto ran = connection_.run(k_list, {workspace_, below, limit}, [&](const sql::Row& row) {
    const auto id = row.id<ReceiptId>(0);
    if (receipts.empty() || receipts.back().id != id) {
      receipts.push_back({id, static_cast<Provider>(row.integer(1)), row.time(2), {}});
    }
    const FailedReceipt& receipt = receipts.back();
    receipts.back().failures.push_back({id, receipt.provider, receipt.received_at, static_cast<int>(row.integer(3)),
                                        row.string(4), row.string(5), row.time(6)});
  });
  if (!ran) return ran.error();
  return receipts;
}

}  // namespace recado::store
