// How fast messages may go out: a bucket that fills steadily up to a burst. Time is an argument.
#pragma once

#include <algorithm>
#include <optional>

#include "base/clock.h"

namespace recado {

struct Rate {
  double tokens_per_second = 0;
  double burst = 0;
};

// Meta, "Throughput": 80 messages a second for a number by default.
constexpr Rate k_number_rate{80.0, 80.0};
// Meta, "Pair rate limits": one message in 6 seconds to the same person, 45 borrowed in advance.
constexpr Rate k_pair_rate{1.0 / 6.0, 45.0};

class TokenBucket {
 public:
  TokenBucket(Rate rate, UtcMs now) : rate_(rate), tokens_(rate.burst), filled_at_(now) {}

  // Zero when a token is there now, else how long until one is. Takes nothing.
  DurationMs wait(UtcMs now) {
    fill(now);
    if (tokens_ >= 1.0) return DurationMs{0};
    const double seconds = (1.0 - tokens_) / rate_.tokens_per_second;
    return DurationMs{static_cast<std::int64_t>(seconds * 1000.0) + 1};
  }
  // Call only after wait() said zero.
  void take() { tokens_ -= 1.0; }
  bool is_full(UtcMs now) {
    fill(now);
    return tokens_ >= rate_.burst;
  }

 private:
  void fill(UtcMs now) {
    if (now <= filled_at_) return;
    const double seconds = std::chrono::duration<double>(now - filled_at_).count();
    tokens_ = std::min(rate_.burst, tokens_ + seconds * rate_.tokens_per_second);
    filled_at_ = now;
  }

  Rate rate_;
  double tokens_;
  UtcMs filled_at_;
};

}  // namespace recado
