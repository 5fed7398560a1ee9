// Time as Recado keeps it: UTC milliseconds. Rules take the time as an argument; only wiring and adapters hold a Clock.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recado {

using UtcMs = std::chrono::sys_time<std::chrono::milliseconds>;
using DurationMs = std::chrono::milliseconds;

constexpr UtcMs utc_ms(std::int64_t since_epoch) { return UtcMs{DurationMs{since_epoch}}; }
constexpr UtcMs utc_seconds(std::int64_t since_epoch) { return UtcMs{std::chrono::seconds{since_epoch}}; }
constexpr std::int64_t count_ms(UtcMs time) { return time.time_since_epoch().count(); }

// "2026-11-21T11:19:00.000Z"
std::string to_iso8601(UtcMs time);
// Accepts what to_iso8601 writes, with or without the fraction.
std::optional<UtcMs> from_iso8601(std::string_view text);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcMs now() const = 0;
};

class SystemClock final : public Clock {
 public:
  UtcMs now() const override;
};

// A clock that is moved by hand: tests and the sandbox move it past a window instead of sleeping.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(UtcMs start) : now_ms_(count_ms(start)) {}
  UtcMs now() const override { return utc_ms(now_ms_.load()); }
  void advance(DurationMs by) { now_ms_ += by.count(); }
  void set(UtcMs time) { now_ms_ = count_ms(time); }

 private:
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace recado
