#include "api/live_recheck.h"

#include <utility>
#include <vector>

namespace recado::api {
namespace {

constexpr std::uint16_t k_policy = 1008;

}  // namespace

void LiveRecheck::start() {
  running_ = true;
  thread_ = std::thread{[this] { run(); }};
}

void LiveRecheck::stop() {
  {
    const std::scoped_lock lock{mutex_};
    running_ = false;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LiveRecheck::add(std::uint64_t id, std::shared_ptr<net::Socket> socket, std::function<bool()> still_allowed) {
  auto watched = std::make_shared<const Watched>(std::move(socket), std::move(still_allowed));
  const std::scoped_lock lock{mutex_};
  watched_.emplace(id, std::move(watched));
}

void LiveRecheck::remove(std::uint64_t id) {
  std::shared_ptr<const Watched> gone;  // ends outside the lock
  const std::scoped_lock lock{mutex_};
  const auto found = watched_.find(id);
  if (found == watched_.end()) return;
  gone = std::move(found->second);
  watched_.erase(found);
}

void LiveRecheck::ask_all() {
  std::vector<std::shared_ptr<const Watched>> all;
  {
    const std::scoped_lock lock{mutex_};
    all.reserve(watched_.size());
    for (const auto& [id, watched] : watched_) all.push_back(watched);
  }
  for (const auto& watched : all) {
    if (watched->still_allowed && !watched->still_allowed()) watched->socket->close(k_policy, "You are signed out.");
  }
}

void LiveRecheck::run() {
  while (true) {
    {
      std::unique_lock lock{mutex_};
      if (wake_.wait_for(lock, period_, [this] { return !running_; })) return;
    }
    ask_all();
  }
}

}  // namespace recado::api
