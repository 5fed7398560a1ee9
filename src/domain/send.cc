#include "domain/send.h"

#include <algorithm>

namespace recado {

namespace {

constexpr DurationMs k_longest = std::chrono::minutes{10};

DurationMs grown(DurationMs first, int factor, int times) {
  DurationMs wait = first;
  for (int i = 0; i < times && wait < k_longest; ++i) wait *= factor;
  return std::min(wait, k_longest);
}

}  // namespace

DurationMs backoff(RetryLater::Cause cause, int attempt) {
  const int times = std::max(0, attempt - 1);
  if (cause == RetryLater::Cause::pair_rate)
    return std::max(grown(std::chrono::seconds{4}, 4, times), DurationMs{6000});
  return grown(std::chrono::seconds{2}, 2, times);
}

}  // namespace recado
