#include "server/housekeeping.h"

#include "base/log.h"

namespace recado::server {

namespace {

using namespace std::chrono_literals;

constexpr auto k_unsent_media_kept = std::chrono::hours{24};
constexpr auto k_first = 1min;
constexpr auto k_every = 10min;
constexpr auto k_between_steps = 20ms;  // others want to write too
constexpr int k_step = 500;
constexpr auto k_live_events_kept = 24h;
constexpr std::int64_t k_most_live_events = 200'000;
constexpr auto k_parked_statuses_kept = std::chrono::days{30};

}  // namespace

void HousekeepingWorker::start() {
  thread_ = std::thread{[this] {
    for (auto wait = std::chrono::milliseconds{k_first}; stopping_.pause(wait); wait = k_every) sweep();
  }};
}

void HousekeepingWorker::stop() {
  if (!thread_.joinable()) return;
  stopping_.ask();
  thread_.join();
}

void HousekeepingWorker::sweep() {
  const UtcMs now = clock_.now();
  forget("sessions", [&] { return housekeeping_.forget_sessions(now, k_step); });
  forget("live_events",
         [&] { return housekeeping_.forget_live_events(now - k_live_events_kept, k_most_live_events, k_step); });
  forget("parked_statuses", [&] { return housekeeping_.forget_parked_statuses(now - k_parked_statuses_kept, k_step); });
  forget("unsent_media", [&] { return housekeeping_.forget_unsent_media(now - k_unsent_media_kept, now, k_step); });
}

void HousekeepingWorker::forget(const char* what, const std::function<Result<std::int64_t>()>& step) {
  std::int64_t total = 0;
  while (!stopping_.asked()) {
    const auto count = step();
    if (!count) log::warn("not_tidied", {{"what", what}, {"error", count.error().message}});
    if (!count || *count == 0) break;
    total += *count;
    if (!stopping_.pause(k_between_steps)) break;
  }
  if (total > 0) log::info("tidied", {{"what", what}, {"rows", total}});
}

}  // namespace recado::server
