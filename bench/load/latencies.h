// Every latency of a run, kept one by one so that percentiles are exact.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json_writer.h"

namespace recado::bench {

// Of one clock for sender and receiver: both live in this process.
std::int64_t now_us();
// CPU this process has used so far.
double cpu_seconds();

class Latencies {
 public:
  void reserve(std::size_t count) { us_.reserve(count); }
  void add(std::int64_t us) { us_.push_back(us < 0 ? 0 : us); }
  std::size_t count() const { return us_.size(); }
  // "name": {"count", "p50", "p90", "p99", "p999", "max"}, in milliseconds
  void write(JsonWriter& json, std::string_view name);

 private:
  double percentile_ms(double share) const;
  std::vector<std::int64_t> us_;
};

}  // namespace recado::bench
