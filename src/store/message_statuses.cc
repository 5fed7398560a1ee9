// What providers reported about outbound messages: the transitions that are kept, and those that wait for their message.
#include "base/crypto.h"
#include "store/messages.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_record{
    "INSERT INTO message_status (workspace_id, message_id, status, reported_at, recorded_at, error_reason, "
    "error_message, error_next_step) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"};
constexpr sql::Statement k_park{
    "INSERT INTO parked_status (workspace_id, connection_id, provider_hash, status, provider_id, reported_at, "
    "recorded_at, "
    "error_reason, error_message, error_next_step) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO "
    "NOTHING"};
constexpr sql::Statement k_take_parked{
    "DELETE FROM parked_status WHERE workspace_id = $1 AND connection_id = $2 AND provider_hash = $3 AND provider_id = "
    "$4 "
    "RETURNING status, reported_at, recorded_at, error_reason, error_message, error_next_step"};

void append_error(std::vector<sql::Value>& values, const StatusReport& report) {
  if (report.error) {
    values.insert(values.end(), {report.error->reason, report.error->message, report.error->next_step});
  } else {
    values.insert(values.end(), {sql::Null{}, sql::Null{}, sql::Null{}});
  }
}

}  // namespace

Result<void> SqlMessages::record_statuses(std::span<const std::pair<MessageId, StatusReport>> reports) {
  std::vector<sql::Value> values;
  for (const auto& [message, report] : reports) {
    values.insert(values.end(),
                  {workspace_, message, static_cast<int>(report.status), report.reported_at, report.recorded_at});
    append_error(values, report);
  }
  return connection_.run_many(k_record, 8, values);
}

Result<void> SqlMessages::park_statuses(ConnectionId connection, std::span<const StatusReport> reports) {
  std::vector<sql::Value> values;
  for (const StatusReport& report : reports) {
    values.insert(values.end(),
                  {workspace_, connection, crypto::hash64(report.provider_id), static_cast<int>(report.status),
                   report.provider_id, report.reported_at, report.recorded_at});
    append_error(values, report);
  }
  return connection_.run_many(k_park, 10, values);
}

Result<std::vector<StatusReport>> SqlMessages::take_parked(ConnectionId connection, const std::string& provider_id) {
  std::vector<StatusReport> reports;
  const auto ran = connection_.run(k_take_parked, {workspace_, connection, crypto::hash64(provider_id), provider_id},
                                   [&](const sql::Row& row) {
                                     StatusReport report;
                                     report.provider_id = provider_id;
                                     report.status = static_cast<DeliveryStatus>(row.integer(0));
                                     report.reported_at = row.time(1);
                                     report.recorded_at = row.time(2);
                                     if (!row.is_null(3))
                                       report.error = DeliveryError{row.string(3), row.string(4), row.string(5)};
                                     reports.push_back(std::move(report));
                                   });
  if (!ran) return ran.error();
  return reports;
}

}  // namespace recado::store
