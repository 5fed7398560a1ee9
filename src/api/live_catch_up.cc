#include "api/live_catch_up.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace recado::api {
namespace {

// A reader gets more once less than this waits for it.
constexpr std::size_t k_enough_waiting = 256 * 1024;
constexpr std::chrono::milliseconds k_look_again{10};
constexpr std::uint16_t k_try_again = 1013;

}  // namespace

LiveCatchUp::LiveCatchUp(Store& store, OnCaughtUp on_caught_up)
    : store_(store), on_caught_up_(std::move(on_caught_up)) {}

void LiveCatchUp::start() {
  running_ = true;
  thread_ = std::thread{[this] { run(); }};
}

void LiveCatchUp::stop() {
  {
    const std::scoped_lock lock{mutex_};
    running_ = false;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LiveCatchUp::add(AbsentReader reader) {
  const std::scoped_lock lock{mutex_};
  arrived_.push_back(std::move(reader));
  wake_.notify_one();
}

void LiveCatchUp::remove(std::uint64_t id) {
  const std::scoped_lock lock{mutex_};
  left_.push_back(id);
  wake_.notify_one();
}

void LiveCatchUp::run() {
  bool moving = false;
  while (true) {
    std::vector<AbsentReader> arrived;
    std::vector<std::uint64_t> left;
    {
      std::unique_lock lock{mutex_};
      const auto called = [this] { return !running_ || !arrived_.empty() || !left_.empty(); };
      if (works_.empty()) {
        wake_.wait(lock, called);
      } else if (!moving) {
        wake_.wait_for(lock, k_look_again, called);
      }
      if (!running_) return;
      arrived.swap(arrived_);
      left.swap(left_);
    }
    for (AbsentReader& reader : arrived) works_.push_back({std::move(reader), {}, 0});
    works_.remove_if([&left](const Work& work) { return std::ranges::find(left, work.reader.id) != left.end(); });
    moving = false;
    for (auto at = works_.begin(); at != works_.end();) {
      const Step step = this->step(*at);
      moving = moving || step == Step::moved;
      at = step == Step::done ? works_.erase(at) : std::next(at);
    }
  }
}

LiveCatchUp::Step LiveCatchUp::step(Work& work) {
  AbsentReader& reader = work.reader;
  if (!reader.greeted && !greet(reader)) return Step::done;
  if (work.next == work.page.frames.size()) {
    if (work.page.last) {
      on_caught_up_(reader.id, reader.seq);
      return Step::done;
    }
    if (!turn_page(work)) return Step::done;
  }
  for (; work.next < work.page.frames.size(); ++work.next) {
    if (reader.socket->backlog() > k_enough_waiting) return Step::stalled;
    const LiveFrame& frame = work.page.frames[work.next];
    if (!reader.socket->send(frame.text)) return Step::done;
    reader.seq = frame.seq;
  }
  return Step::moved;
}

bool LiveCatchUp::greet(AbsentReader& reader) {
  const auto range = read_live_range(store_, reader.workspace);
  if (!range) {
    reader.socket->close(k_try_again, "The stream cannot be read now.");
    return false;
  }
  const bool reset = reader.seq + 1 < range->oldest || reader.seq > range->newest;
  if (reset) reader.seq = range->newest;
  reader.greeted = true;
  return reader.socket->send(hello_frame(reader.seq, reset));
}

bool LiveCatchUp::turn_page(Work& work) {
  auto page = read_live_page(store_, work.reader.workspace, work.reader.seq);
  if (!page) {
    log::warn("live_catch_up_failed", {{"what", page.error().message}});
    work.reader.socket->close(k_try_again, "The stream cannot be read now.");
    return false;
  }
  work.page = std::move(*page);
  work.next = 0;
  return true;
}

}  // namespace recado::api
