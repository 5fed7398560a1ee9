#include "api/live_hub.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/live_catch_up.h"
#include "api/live_channels.h"
#include "api/live_recheck.h"

namespace recado::api {
namespace {

constexpr std::chrono::milliseconds k_read_again{250};

}  // namespace

struct LiveHub::State {
  using Task = std::function<void(LiveChannels&)>;
  struct Interest {
    std::size_t readers = 0;
    std::int64_t announced = 0;
  };

  State(Store& the_store, std::chrono::milliseconds recheck_every)
      : store(the_store),
        catch_up(the_store,
                 [this](std::uint64_t id, std::int64_t seq) {
                   add([id, seq](LiveChannels& channels) { channels.caught_up(id, seq); });
                 }),
        recheck(recheck_every) {}

  void add(Task task) {
    const std::scoped_lock lock{mutex};
    tasks.push_back(std::move(task));
    wake.notify_one();
  }
  void run();

  Store& store;
  std::mutex mutex;
  std::condition_variable wake;
  bool running = false;
  std::vector<Task> tasks;
  std::vector<std::pair<WorkspaceId, std::int64_t>> news;
  std::unordered_map<WorkspaceId, Interest> interest;  // of workspaces that have readers
  std::unordered_map<std::uint64_t, WorkspaceId> readers;
  std::uint64_t last_reader = 0;
  LiveCatchUp catch_up;
  LiveRecheck recheck;
  std::thread thread;
};

void LiveHub::State::run() {
  LiveChannels channels{store, catch_up};
  bool readable = true;
  while (true) {
    std::vector<Task> now;
    std::vector<std::pair<WorkspaceId, std::int64_t>> announced;
    {
      std::unique_lock lock{mutex};
      const auto stopped = [this] { return !running; };
      if (!readable) {
        wake.wait_for(lock, k_read_again, stopped);
      } else if (!channels.is_behind()) {
        wake.wait(lock, [&] { return stopped() || !tasks.empty() || !news.empty(); });
      }
      if (!running) return;
      now.swap(tasks);
      announced.swap(news);
    }
    for (const Task& task : now) task(channels);
    for (const auto& [workspace, seq] : announced) channels.announce(workspace, seq);
    readable = channels.read_on();
  }
}

LiveHub::LiveHub(Store& store, std::chrono::milliseconds recheck) : state_(std::make_unique<State>(store, recheck)) {}
LiveHub::~LiveHub() { stop(); }

void LiveHub::start() {
  state_->running = true;
  state_->catch_up.start();
  state_->recheck.start();
  state_->thread = std::thread{[this] { state_->run(); }};
}

void LiveHub::stop() {
  {
    const std::scoped_lock lock{state_->mutex};
    state_->running = false;
  }
  state_->wake.notify_one();
  if (state_->thread.joinable()) state_->thread.join();
  state_->catch_up.stop();
  state_->recheck.stop();
}

void LiveHub::live_events(WorkspaceId workspace, std::int64_t seq) {
  const std::scoped_lock lock{state_->mutex};
  const auto found = state_->interest.find(workspace);
  if (found == state_->interest.end() || seq <= found->second.announced) return;
  found->second.announced = seq;
  state_->news.emplace_back(workspace, seq);
  state_->wake.notify_one();
}

std::uint64_t LiveHub::join(LiveReader reader) {
  const std::scoped_lock lock{state_->mutex};
  const std::uint64_t id = ++state_->last_reader;
  ++state_->interest[reader.workspace].readers;
  state_->readers.emplace(id, reader.workspace);
  state_->recheck.add(id, reader.socket, std::move(reader.still_allowed));
  state_->tasks.emplace_back([id, reader = std::move(reader)](LiveChannels& channels) {
    channels.admit(id, reader.workspace, reader.since, reader.socket);
  });
  state_->wake.notify_one();
  return id;
}

void LiveHub::leave(std::uint64_t reader) {
  state_->recheck.remove(reader);
  const std::scoped_lock lock{state_->mutex};
  const auto found = state_->readers.find(reader);
  if (found == state_->readers.end()) return;
  const auto interest = state_->interest.find(found->second);
  if (--interest->second.readers == 0) state_->interest.erase(interest);
  state_->readers.erase(found);
  state_->tasks.emplace_back([reader](LiveChannels& channels) { channels.remove(reader); });
  state_->wake.notify_one();
}

std::size_t LiveHub::sockets() const {
  const std::scoped_lock lock{state_->mutex};
  return state_->readers.size();
}

void LiveHub::recheck() { state_->recheck.ask_all(); }

}  // namespace recado::api
