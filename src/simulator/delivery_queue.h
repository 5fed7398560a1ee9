// Decides which webhook goes out next: order within a conversation, batches, copies, retries. Time is an argument and
// nothing here sends; the Courier's threads share one queue under their lock.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/faults.h"
#include "simulator/world.h"

namespace recado::simulator {

using DeliveryTime = std::chrono::steady_clock::time_point;

// One POST; every copy and every retry of it carries the same updates.
struct Post {
  std::vector<Update> updates;
  std::set<ThreadKey> lanes;
  int unsettled_copies = 0;
  bool given_up = false;
};

// One copy of a POST that may be sent now. Hand it back by settle().
struct PostCopy {
  std::shared_ptr<Post> post;
  int failures = 0;
  DeliveryTime first_due;
  int generation = 0;  // of the queue: what was under way before a clear() is not taken back
};

enum class PostOutcome { acknowledged, refused, lost_on_the_way, given_up };

class DeliveryQueue {
 public:
  static constexpr std::chrono::milliseconds k_batch_wait{500};
  static constexpr std::chrono::milliseconds k_reorder_wait{150};
  static constexpr std::chrono::hours k_retry_for{7 * 24};
  // Kapso tries again 10 s, 40 s and 90 s after one another, and no more.
  static constexpr std::array<std::chrono::seconds, 3> k_kapso_retries{
      std::chrono::seconds{10}, std::chrono::seconds{50}, std::chrono::seconds{140}};

  // Updates of one `route` may share a POST.
  void add(Update update, std::string route, DeliveryTime due);
  std::optional<PostCopy> take(DeliveryTime now, const WebhookFaults& faults);
  // The post when this settled its last copy: acknowledged, or given up after k_retry_for (a Kapso webhook's: after the
  // last of k_kapso_retries).
  std::shared_ptr<Post> settle(PostCopy copy, PostOutcome outcome, DeliveryTime now);
  // When, after `now`, take() may have something that it does not have now; empty when only add() or settle() can help.
  std::optional<DeliveryTime> next_due(DeliveryTime now) const;
  void clear();

  // How long after the nth failure the same POST is tried again: at once, then from 200 ms to 5 s.
  static std::chrono::milliseconds back_off(int failures);

 private:
  struct Waiting {
    Update update;
    std::string route;
  };
  void form_posts(DeliveryTime now, const WebhookFaults& faults);
  void form_post(std::vector<Update> updates, DeliveryTime now, const WebhookFaults& faults);
  void form_batches(DeliveryTime now, const WebhookFaults& faults);
  void form_buffered(DeliveryTime now, const WebhookFaults& faults);
  PostCopy start(std::multimap<DeliveryTime, PostCopy>::iterator copy);

  std::multimap<DeliveryTime, Waiting> waiting_;
  // What a Kapso webhook collects of one conversation, and since when nothing more came.
  struct Buffer {
    std::vector<Update> updates;
    DeliveryTime due;
  };
  std::map<std::string, Buffer> buffers_;
  std::multimap<DeliveryTime, PostCopy> ready_;
  std::map<ThreadKey, std::pair<const Post*, int>> busy_;  // lane → the post under way there, how many copies
  std::optional<DeliveryTime> batch_due_;
  int generation_ = 0;
};

}  // namespace recado::simulator
