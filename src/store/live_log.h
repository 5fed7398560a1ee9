// Numbered live events in SQL.
#pragma once

#include "ports/live_log.h"
#include "sql/database.h"

namespace recado::store {

class SqlLiveLog final : public LiveLog {
 public:
  SqlLiveLog(sql::Connection& connection, WorkspaceId workspace) : connection_(connection), workspace_(workspace) {}

  Result<std::int64_t> append(std::span<const NewLiveEvent> events) override;
  Result<std::vector<LiveEvent>> after(std::int64_t seq, int limit) override;
  Result<LiveRange> range() override;
  // The last number this transaction gave; 0 when it gave none.
  std::int64_t appended_through() const { return appended_through_; }

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
  std::int64_t appended_through_ = 0;
};

}  // namespace recado::store
