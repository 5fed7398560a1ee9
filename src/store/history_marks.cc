#include "store/history_marks.h"

#include "base/crypto.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_looked_through{
    "SELECT looked_through FROM history_mark WHERE workspace_id = $1 AND connection_id = $2"};
constexpr sql::Statement k_set_looked_through{
    "INSERT INTO history_mark (workspace_id, connection_id, looked_through) VALUES ($1, $2, $3) "
    "ON CONFLICT (workspace_id, connection_id) DO UPDATE SET looked_through = excluded.looked_through"};
constexpr sql::Statement k_have{
    "SELECT id FROM message WHERE workspace_id = $1 AND connection_id = $2 AND provider_time = $3 "
    "AND provider_hash = $4 AND provider_id = $5"};

}  // namespace

Result<std::optional<UtcMs>> SqlHistoryMarks::looked_through(ConnectionId connection) {
  std::optional<UtcMs> time;
  const auto ran =
      connection_.run(k_looked_through, {workspace_, connection}, [&](const sql::Row& row) { time = row.time(0); });
  if (!ran) return ran.error();
  return time;
}

Result<void> SqlHistoryMarks::set_looked_through(ConnectionId connection, UtcMs time) {
  if (const auto ran = connection_.run(k_set_looked_through, {workspace_, connection, time}); !ran) return ran.error();
  return {};
}

Result<std::vector<bool>> SqlHistoryMarks::have(ConnectionId connection, std::span<const Key> inbound) {
  std::vector<sql::Value> values;
  constexpr std::size_t width = 5;
  values.reserve(inbound.size() * width);
  for (const Key& key : inbound) {
    values.insert(values.end(),
                  {workspace_, connection, key.provider_time_s, crypto::hash64(key.provider_id), key.provider_id});
  }
  std::vector<bool> there(inbound.size(), false);
  const auto ran =
      connection_.run_many(k_have, width, values, [&](std::size_t set, const sql::Row&) { there[set] = true; });
  if (!ran) return ran.error();
  return there;
}

}  // namespace recado::store
