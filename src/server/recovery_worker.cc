#include "server/recovery_worker.h"

#include "base/background.h"
#include "base/log.h"

namespace recado::server {

namespace {

using namespace std::chrono_literals;

constexpr auto k_every = 5min;
constexpr auto k_after_trouble = 30s;

}  // namespace

void RecoveryWorker::start() {
  thread_ = std::thread{[this] {
    become_background_thread();
    do {
      const bool complete = look();
      if (!stopping_.pause(complete ? std::chrono::milliseconds{k_every} : std::chrono::milliseconds{k_after_trouble}))
        return;
    } while (true);
  }};
}

void RecoveryWorker::stop() {
  if (!thread_.joinable()) return;
  stopping_.ask();
  thread_.join();
}

bool RecoveryWorker::look() {
  bool complete = true;
  for (const ConnectionId connection : actions_.connections()) {
    if (stopping_.asked()) return true;
    const auto recovered = actions_.recover(connection, clock_.now());
    if (!recovered) {
      complete = false;
      log::warn("messages_not_recovered", {{"connection", connection.text()},
                                           {"error", recovered.error().message},
                                           {"next_step", recovered.error().next_step}});
    } else if (*recovered > 0) {
      log::info("messages_recovered", {{"connection", connection.text()}, {"deliveries", *recovered}});
    }
  }
  return complete;
}

}  // namespace recado::server
