// Looks for what providers could not deliver while this program or its network was away: at the start, and then every few
// minutes. One thread; only numbers whose provider does not repeat its webhooks cost anything.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ids.h"
#include "server/stop_signal.h"

namespace recado::server {

struct RecoveryActions {
  std::function<std::vector<ConnectionId>()> connections;
  std::function<Result<int>(ConnectionId, UtcMs now)> recover;  // Program binds app/recover_messages
};

class RecoveryWorker {
 public:
  RecoveryWorker(RecoveryActions actions, const Clock& clock) : actions_(std::move(actions)), clock_(clock) {}
  ~RecoveryWorker() { stop(); }
  RecoveryWorker(const RecoveryWorker&) = delete;
  RecoveryWorker& operator=(const RecoveryWorker&) = delete;

  void start();
  // Waits for the call to a provider that is under way.
  void stop();

 private:
  // False when a number could not be looked at.
  bool look();

  RecoveryActions actions_;
  const Clock& clock_;
  StopSignal stopping_;
  std::thread thread_;
};

}  // namespace recado::server
