#include "app/send_limits.h"

namespace recado {

namespace {

// Full buckets say no more than missing ones; they are dropped now and then so that old pairs cost no memory.
constexpr std::size_t k_look_again_at = 10'000;

}  // namespace

DurationMs SendLimits::take(ConnectionId number, ConversationId pair, UtcMs now) {
  const std::scoped_lock lock{mutex_};
  if (pairs_.size() >= k_look_again_at) forget_full(now);
  TokenBucket& of_number = numbers_.try_emplace(number, k_number_rate, now).first->second;
  TokenBucket& of_pair = pairs_.try_emplace(pair, k_pair_rate, now).first->second;
  const DurationMs wait = std::max(of_number.wait(now), of_pair.wait(now));
  if (wait > DurationMs{0}) return wait;
  of_number.take();
  of_pair.take();
  return DurationMs{0};
}

void SendLimits::forget_full(UtcMs now) {
  for (auto at = pairs_.begin(); at != pairs_.end();) at = at->second.is_full(now) ? pairs_.erase(at) : std::next(at);
}

}  // namespace recado
