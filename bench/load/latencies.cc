#include "load/latencies.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sys/resource.h>

namespace recado::bench {

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double Latencies::percentile_ms(double share) const {
  if (us_.empty()) return 0;
  const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(us_.size())));
  return static_cast<double>(us_[std::clamp<std::size_t>(at, 1, us_.size()) - 1]) / 1000.0;
}

void Latencies::write(JsonWriter& json, std::string_view name) {
  std::ranges::sort(us_);
  json.key(name).begin_object().member("count", us_.size());
  json.member("p50", percentile_ms(0.5)).member("p90", percentile_ms(0.9)).member("p99", percentile_ms(0.99));
  json.member("p999", percentile_ms(0.999)).member("max", percentile_ms(1)).end_object();
}

}  // namespace recado::bench
