// Work that was promised in a transaction and is done after it. Jobs of one lane run in order, one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ids.h"

namespace recado {

// The numbers are stored: never renumber.
enum class JobKind : std::uint8_t { deliver = 0, media = 1, upload = 2 };

struct Job {
  JobId id;
  WorkspaceId workspace;
  JobKind kind = JobKind::deliver;
  std::int64_t lane = 0;     // of a delivery: the conversation; of a file: the file
  std::int64_t subject = 0;  // of a delivery: the message; of a file: the file
  UtcMs run_at{};
  int attempts = 0;
};

// Inside one transaction of one workspace.
class Jobs {
 public:
  virtual ~Jobs() = default;
  virtual Result<void> add(std::span<const Job> jobs) = 0;
  virtual Result<void> finish(JobId id) = 0;
  // Not before run_at; the lane behind it waits too.
  virtual Result<void> postpone(JobId id, UtcMs run_at, int attempts) = 0;
  // The jobs of this lane and subject that nobody works on become due at `run_at`.
  virtual Result<void> hasten(std::int64_t lane, std::int64_t subject, UtcMs run_at) = 0;
};

// For the workers, across workspaces.
class JobQueue {
 public:
  virtual ~JobQueue() = default;
  // Of this kind, the first job of each lane that is due and that nobody works on, oldest first; leased to the caller until
  // now + lease: a worker that dies gives its jobs back by that.
  virtual Result<std::vector<Job>> claim(JobKind kind, UtcMs now, DurationMs lease, int limit) = 0;
  // When to look again if nothing is added meanwhile; none when nothing waits.
  virtual Result<std::optional<UtcMs>> next_due(JobKind kind) = 0;
  virtual Result<std::int64_t> waiting(JobKind kind) = 0;
};

}  // namespace recado
