// Forgets what nobody needs any more: expired sessions, old live events, statuses of messages that never appeared.
#pragma once

#include <functional>
#include <thread>

#include "base/clock.h"
#include "ports/housekeeping.h"
#include "server/stop_signal.h"

namespace recado::server {

class HousekeepingWorker {
 public:
  HousekeepingWorker(Housekeeping& housekeeping, const Clock& clock) : housekeeping_(housekeeping), clock_(clock) {}
  ~HousekeepingWorker() { stop(); }
  HousekeepingWorker(const HousekeepingWorker&) = delete;
  HousekeepingWorker& operator=(const HousekeepingWorker&) = delete;

  // Sweeps a minute after the start and then every ten minutes.
  void start();
  void stop();
  // On the calling thread.
  void sweep();

 private:
  void forget(const char* what, const std::function<Result<std::int64_t>()>& step);

  Housekeeping& housekeeping_;
  const Clock& clock_;
  StopSignal stopping_;
  std::thread thread_;
};

}  // namespace recado::server
