#include "store/jobs.h"

#include <algorithm>
#include <utility>

#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_add{
    "INSERT INTO job (workspace_id, id, kind, lane, subject_id, run_at, attempts, leased_until) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, 0)"};
constexpr sql::Statement k_finish{"DELETE FROM job WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_postpone{
    "UPDATE job SET run_at = $3, attempts = $4, leased_until = 0 WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_hasten{
    "UPDATE job SET run_at = $4 WHERE workspace_id = $1 AND lane = $2 AND subject_id = $3 AND leased_until = 0"};

#define RECADO_CLAIM_FIRST_HALF                                                                                   \
  "UPDATE job SET leased_until = $2 WHERE (workspace_id, id) IN ("                                                \
  "SELECT j.workspace_id, j.id FROM job j WHERE j.kind = $4 AND j.run_at <= $1 AND j.leased_until <= $1 AND NOT " \
  "EXISTS ("                                                                                                      \
  "SELECT 1 FROM job e WHERE e.workspace_id = j.workspace_id AND e.lane = j.lane AND e.id < j.id) "               \
  "ORDER BY j.run_at, j.id LIMIT $3"
#define RECADO_CLAIM_SECOND_HALF ") RETURNING workspace_id, id, kind, lane, subject_id, run_at, attempts"

// PostgreSQL: two programs that claim at once do not wait for each other.
constexpr sql::Statement k_claim_sqlite{RECADO_CLAIM_FIRST_HALF RECADO_CLAIM_SECOND_HALF};
constexpr sql::Statement k_claim_postgres{RECADO_CLAIM_FIRST_HALF
                                          " FOR UPDATE OF j SKIP LOCKED" RECADO_CLAIM_SECOND_HALF};
// The head of a lane decides when the lane can go on; a job behind it is never due by itself.
constexpr sql::Statement k_next_due{
    "SELECT MIN(CASE WHEN j.leased_until > j.run_at THEN j.leased_until ELSE j.run_at END) FROM job j WHERE j.kind = "
    "$1 AND NOT EXISTS ("
    "SELECT 1 FROM job e WHERE e.workspace_id = j.workspace_id AND e.lane = j.lane AND e.id < j.id)"};
constexpr sql::Statement k_waiting{"SELECT COUNT(*) FROM job WHERE kind = $1"};

class SqlJobQueue final : public JobQueue {
 public:
  explicit SqlJobQueue(sql::Database& database) : database_(database) {}

  Result<std::vector<Job>> claim(JobKind kind, UtcMs now, DurationMs lease, int limit) override {
    std::vector<Job> jobs;
    const auto claimed = database_.write([&](sql::Connection& c) -> Result<void> {
      jobs.clear();
      const auto& statement = c.dialect() == sql::Dialect::sqlite ? k_claim_sqlite : k_claim_postgres;
      const auto ran = c.run(statement, {now, now + lease, limit, static_cast<int>(kind)}, [&](const sql::Row& row) {
        jobs.push_back({row.id<JobId>(1), row.id<WorkspaceId>(0), static_cast<JobKind>(row.integer(2)), row.integer(3),
                        row.integer(4), row.time(5), static_cast<int>(row.integer(6))});
      });
      if (!ran) return ran.error();
      return {};
    });
    if (!claimed) return claimed.error();
    // RETURNING gives rows in no order that could be relied on
    std::ranges::sort(jobs, {}, [](const Job& job) { return std::pair{job.run_at, job.id}; });
    return jobs;
  }

  Result<std::optional<UtcMs>> next_due(JobKind kind) override {
    std::optional<UtcMs> next;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran =
          c.run(k_next_due, {static_cast<int>(kind)}, [&](const sql::Row& row) { next = row.maybe_time(0); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return next;
  }

  Result<std::int64_t> waiting(JobKind kind) override {
    std::int64_t count = 0;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran = c.run(k_waiting, {static_cast<int>(kind)}, [&](const sql::Row& row) { count = row.integer(0); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return count;
  }

 private:
  sql::Database& database_;
};

}  // namespace

Result<void> SqlJobs::add(std::span<const Job> jobs) {
  if (jobs.empty()) return {};
  changed_ = true;
  std::vector<sql::Value> values;
  for (const Job& job : jobs) {
    values.insert(values.end(),
                  {workspace_, job.id, static_cast<int>(job.kind), job.lane, job.subject, job.run_at, job.attempts});
  }
  return connection_.run_many(k_add, 7, values);
}

Result<void> SqlJobs::finish(JobId id) {
  changed_ = true;  // the next of the lane may be due
  if (const auto ran = connection_.run(k_finish, {workspace_, id}); !ran) return ran.error();
  return {};
}

Result<void> SqlJobs::postpone(JobId id, UtcMs run_at, int attempts) {
  changed_ = true;
  if (const auto ran = connection_.run(k_postpone, {workspace_, id, run_at, attempts}); !ran) return ran.error();
  return {};
}

Result<void> SqlJobs::hasten(std::int64_t lane, std::int64_t subject, UtcMs run_at) {
  changed_ = true;
  if (const auto ran = connection_.run(k_hasten, {workspace_, lane, subject, run_at}); !ran) return ran.error();
  return {};
}

std::unique_ptr<JobQueue> make_job_queue(sql::Database& database) { return std::make_unique<SqlJobQueue>(database); }

}  // namespace recado::store
