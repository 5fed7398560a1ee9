// The token buckets of all numbers and of all pairs of number and customer. Safe to share between delivery workers.
#pragma once

#include <mutex>
#include <unordered_map>

#include "domain/ids.h"
#include "domain/token_bucket.h"

namespace recado {

class SendLimits {
 public:
  // Zero, and a token of each bucket is taken; or how long to wait, and nothing is taken.
  DurationMs take(ConnectionId number, ConversationId pair, UtcMs now);

 private:
  void forget_full(UtcMs now);

  std::mutex mutex_;
  std::unordered_map<ConnectionId, TokenBucket> numbers_;
  std::unordered_map<ConversationId, TokenBucket> pairs_;
};

}  // namespace recado
