// The simulator's time: the system's, moved forward as far as somebody asked. Everything in the simulator that waits or
// dates asks this clock, so that a test moves past retries and windows instead of sleeping.
#pragma once

#include <atomic>
#include <chrono>

#include "base/clock.h"

namespace recado::simulator {

class MovedClock final : public Clock {
 public:
  UtcMs now() const override { return system_.now() + moved(); }
  std::chrono::steady_clock::time_point steady() const { return std::chrono::steady_clock::now() + moved(); }
  // How far this clock is ahead.
  DurationMs moved() const { return DurationMs{moved_ms_.load()}; }
  void forward(DurationMs by) { moved_ms_ += by.count(); }

 private:
  SystemClock system_;
  std::atomic<std::int64_t> moved_ms_ = 0;
};

}  // namespace recado::simulator
