// Jobs in SQL.
#pragma once

#include "ports/jobs.h"
#include "sql/database.h"

namespace recado::store {

class SqlJobs final : public Jobs {
 public:
  SqlJobs(sql::Connection& connection, WorkspaceId workspace) : connection_(connection), workspace_(workspace) {}

  Result<void> add(std::span<const Job> jobs) override;
  Result<void> finish(JobId id) override;
  Result<void> postpone(JobId id, UtcMs run_at, int attempts) override;
  Result<void> hasten(std::int64_t lane, std::int64_t subject, UtcMs run_at) override;
  // Whether this transaction made work that a worker should look at.
  bool changed() const { return changed_; }

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
  bool changed_ = false;
};

}  // namespace recado::store
