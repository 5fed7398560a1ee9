#include "store/housekeeping.h"

#include <utility>
#include <vector>

namespace recado::store {

namespace {

constexpr sql::Statement k_sessions{
    "DELETE FROM session WHERE token_hash IN (SELECT token_hash FROM session WHERE expires_at < $1 LIMIT $2)"};
constexpr sql::Statement k_workspaces{"SELECT workspace_id, seq FROM live_counter ORDER BY workspace_id"};
// Only the oldest are looked at: they are the ones to go, and the table is never read as a whole.
constexpr sql::Statement k_live_events{
    "DELETE FROM live_event WHERE workspace_id = $1 AND seq IN (SELECT o.seq FROM ("
    "SELECT seq, at FROM live_event WHERE workspace_id = $1 ORDER BY seq LIMIT $4) o WHERE o.at < $2 OR o.seq <= $3)"};
constexpr sql::Statement k_parked_statuses{
    "DELETE FROM parked_status WHERE (workspace_id, connection_id, provider_hash, status) IN ("
    "SELECT workspace_id, connection_id, provider_hash, status FROM parked_status WHERE recorded_at < $1 LIMIT $2)"};
// A file's job has the number of the file: nothing else has it, and a second one is not needed.
constexpr sql::Statement k_unsent_jobs{
    "INSERT INTO job (workspace_id, id, kind, lane, subject_id, run_at, attempts, leased_until) "
    "SELECT workspace_id, id, 1, id, id, $2, 0, 0 FROM media_file WHERE message_id = 0 AND created_at < $1 AND state "
    "<> "
    "4 ORDER BY created_at LIMIT $3 ON CONFLICT DO NOTHING"};
constexpr sql::Statement k_unsent_media{
    "UPDATE media_file SET state = 4 WHERE message_id = 0 AND state <> 4 AND EXISTS (SELECT 1 FROM job j WHERE "
    "j.workspace_id = media_file.workspace_id AND j.id = media_file.id)"};
constexpr sql::Statement k_probe{"INSERT INTO live_counter (workspace_id, seq) VALUES (0, 0) ON CONFLICT DO NOTHING"};
constexpr sql::Statement k_end_probe{"DELETE FROM live_counter WHERE workspace_id = 0"};
constexpr sql::Statement k_time_sqlite{"SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"};
constexpr sql::Statement k_time_postgres{"SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"};

class SqlHousekeeping final : public Housekeeping {
 public:
  explicit SqlHousekeeping(sql::Database& database) : database_(database) {}

  Result<std::int64_t> forget_sessions(UtcMs expired_before, int limit) override {
    return forget(k_sessions, {expired_before, limit});
  }

  Result<std::int64_t> forget_live_events(UtcMs before, std::int64_t most, int limit) override {
    std::vector<std::pair<WorkspaceId, std::int64_t>> workspaces;
    const auto listed = database_.read([&](sql::Connection& c) -> Result<void> {
      workspaces.clear();
      const auto ran = c.run(k_workspaces, {}, [&](const sql::Row& row) {
        workspaces.emplace_back(row.id<WorkspaceId>(0), row.integer(1));
      });
      if (!ran) return ran.error();
      return {};
    });
    if (!listed) return listed.error();
    for (const auto& [workspace, newest] : workspaces) {
      auto count = forget(k_live_events, {workspace, before, newest - most, limit});
      if (!count || *count > 0) return count;
    }
    return std::int64_t{0};
  }

  Result<std::int64_t> forget_parked_statuses(UtcMs recorded_before, int limit) override {
    return forget(k_parked_statuses, {recorded_before, limit});
  }

  Result<std::int64_t> forget_unsent_media(UtcMs created_before, UtcMs now, int limit) override {
    std::int64_t count = 0;
    const auto written = database_.write([&](sql::Connection& c) -> Result<void> {
      const auto added = c.run(k_unsent_jobs, {created_before, now, limit});
      if (!added) return added.error();
      const auto removed = c.run(k_unsent_media, {});
      if (!removed) return removed.error();
      count = *removed;
      return {};
    });
    if (!written) return written.error();
    return count;
  }

  Result<void> write_probe() override {
    return database_.write([](sql::Connection& c) -> Result<void> {
      if (const auto ran = c.run(k_probe, {}); !ran) return ran.error();
      if (const auto ran = c.run(k_end_probe, {}); !ran) return ran.error();
      return {};
    });
  }

  Result<UtcMs> database_time() override {
    UtcMs time{};
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto& statement = c.dialect() == sql::Dialect::sqlite ? k_time_sqlite : k_time_postgres;
      const auto ran = c.run(statement, {}, [&](const sql::Row& row) { time = row.time(0); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return time;
  }

 private:
  Result<std::int64_t> forget(const sql::Statement& statement, std::initializer_list<sql::Value> values) {
    std::int64_t count = 0;
    const auto written = database_.write([&](sql::Connection& c) -> Result<void> {
      const auto ran = c.run(statement, values);
      if (!ran) return ran.error();
      count = *ran;
      return {};
    });
    if (!written) return written.error();
    return count;
  }

  sql::Database& database_;
};

}  // namespace

std::unique_ptr<Housekeeping> make_housekeeping(sql::Database& database) {
  return std::make_unique<SqlHousekeeping>(database);
}

}  // namespace recado::store
