#include "simulator/delivery_queue.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <utility>

namespace recado::simulator {

namespace {

// Looking further for a free conversation costs more than it brings.
constexpr int k_look_ahead = 256;

std::size_t random_below(std::size_t count) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_int_distribution<std::size_t>{0, count - 1}(random);
}

}  // namespace

void DeliveryQueue::add(Update update, std::string route, DeliveryTime due) {
  if (update.buffer_ms == 0) {
    waiting_.emplace(due, Waiting{std::move(update), std::move(route)});
    return;
  }
  Buffer& buffer = buffers_[route + '\n' + update.customer_id];
  const auto most = static_cast<std::size_t>(update.buffer_size);
  buffer.due = due + std::chrono::milliseconds{update.buffer_ms};
  buffer.updates.push_back(std::move(update));
  if (buffer.updates.size() >= most) buffer.due = due;
}

void DeliveryQueue::form_buffered(DeliveryTime now, const WebhookFaults& faults) {
  for (auto each = buffers_.begin(); each != buffers_.end();) {
    if (each->second.due > now) {
      ++each;
      continue;
    }
    form_post(std::move(each->second.updates), now, faults);
    each = buffers_.erase(each);
  }
}

void DeliveryQueue::form_posts(DeliveryTime now, const WebhookFaults& faults) {
  batch_due_.reset();
  form_buffered(now, faults);
  if (faults.batch > 1) return form_batches(now, faults);
  while (!waiting_.empty() && waiting_.begin()->first <= now) {
    auto first = waiting_.extract(waiting_.begin());
    std::vector<Update> updates;
    updates.push_back(std::move(first.mapped().update));
    form_post(std::move(updates), now, faults);
  }
}

void DeliveryQueue::form_batches(DeliveryTime now, const WebhookFaults& faults) {
  using Members = std::vector<std::multimap<DeliveryTime, Waiting>::iterator>;
  std::map<std::string_view, Members> routes;
  for (auto each = waiting_.begin(); each != waiting_.end() && each->first <= now; ++each) {
    routes[each->second.route].push_back(each);
  }
  const auto size = static_cast<std::size_t>(faults.batch);
  std::vector<Members> batches;
  for (auto& [route, members] : routes) {
    std::size_t from = 0;
    for (; members.size() - from >= size; from += size) {
      batches.emplace_back(members.begin() + static_cast<std::ptrdiff_t>(from),
                           members.begin() + static_cast<std::ptrdiff_t>(from + size));
    }
    if (from == members.size()) continue;
    const DeliveryTime latest = members[from]->first + k_batch_wait;
    if (latest <= now) {
      batches.emplace_back(members.begin() + static_cast<std::ptrdiff_t>(from), members.end());
    } else {
      batch_due_ = std::min(latest, batch_due_.value_or(latest));
    }
  }
  for (const auto& batch : batches) {
    std::vector<Update> updates;
    updates.reserve(batch.size());
    for (const auto each : batch) updates.push_back(std::move(waiting_.extract(each).mapped().update));
    form_post(std::move(updates), now, faults);
  }
}

void DeliveryQueue::form_post(std::vector<Update> updates, DeliveryTime now, const WebhookFaults& faults) {
  auto post = std::make_shared<Post>();
  for (const auto& update : updates) post->lanes.insert({update.number_id, update.customer_id});
  post->updates = std::move(updates);
  post->unsettled_copies = std::max(1, faults.duplicate);
  DeliveryTime due = now + std::chrono::milliseconds{faults.delay_ms};
  if (faults.reorder) due += k_reorder_wait;
  for (int i = 0; i < post->unsettled_copies; ++i) ready_.emplace(due, PostCopy{post, 0, due, generation_});
}

std::optional<PostCopy> DeliveryQueue::take(DeliveryTime now, const WebhookFaults& faults) {
  form_posts(now, faults);
  const auto end = ready_.upper_bound(now);
  if (faults.reorder && ready_.begin() != end) {
    const auto count = std::min<std::ptrdiff_t>(std::distance(ready_.begin(), end), k_look_ahead);
    return start(std::next(ready_.begin(), static_cast<std::ptrdiff_t>(random_below(static_cast<std::size_t>(count)))));
  }
  std::set<ThreadKey> blocked;
  int looked_at = 0;
  for (auto each = ready_.begin(); each != end && looked_at < k_look_ahead; ++each, ++looked_at) {
    const Post& post = *each->second.post;
    const bool free = std::ranges::all_of(post.lanes, [&](const ThreadKey& lane) {
      const auto taken = busy_.find(lane);
      return !blocked.contains(lane) && (taken == busy_.end() || taken->second.first == &post);
    });
    if (free) return start(each);
    blocked.insert(post.lanes.begin(), post.lanes.end());
  }
  return {};
}

PostCopy DeliveryQueue::start(std::multimap<DeliveryTime, PostCopy>::iterator copy) {
  PostCopy taken = std::move(ready_.extract(copy).mapped());
  for (const auto& lane : taken.post->lanes) {
    auto& busy = busy_[lane];
    busy = {taken.post.get(), busy.second + 1};
  }
  return taken;
}

std::shared_ptr<Post> DeliveryQueue::settle(PostCopy copy, PostOutcome outcome, DeliveryTime now) {
  for (const auto& lane : copy.post->lanes) {
    const auto busy = busy_.find(lane);
    if (busy != busy_.end() && --busy->second.second <= 0) busy_.erase(busy);
  }
  if (copy.generation != generation_) return nullptr;
  const bool is_kapso = !copy.post->updates.front().webhook_id.empty();
  if (outcome == PostOutcome::given_up) {
    copy.post->given_up = true;
  } else if (outcome != PostOutcome::acknowledged && is_kapso) {
    const auto retry = static_cast<std::size_t>(copy.failures++);
    if (retry < k_kapso_retries.size()) {
      const DeliveryTime again = copy.first_due + k_kapso_retries[retry];
      ready_.emplace(again, std::move(copy));
      return nullptr;
    }
    copy.post->given_up = true;
  } else if (outcome != PostOutcome::acknowledged) {
    if (now - copy.first_due < k_retry_for) {
      // The first retry comes at once: to be seen missing, a lost one has to miss that too.
      copy.failures += outcome == PostOutcome::lost_on_the_way && copy.failures == 0 ? 2 : 1;
      const DeliveryTime again = now + back_off(copy.failures);
      ready_.emplace(again, std::move(copy));
      return nullptr;
    }
    copy.post->given_up = true;
  }
  return --copy.post->unsettled_copies == 0 ? copy.post : nullptr;
}

std::optional<DeliveryTime> DeliveryQueue::next_due(DeliveryTime now) const {
  std::optional<DeliveryTime> next = batch_due_;
  const auto consider = [&](const auto& queue) {
    const auto coming = queue.upper_bound(now);
    if (coming != queue.end()) next = std::min(coming->first, next.value_or(coming->first));
  };
  consider(ready_);
  consider(waiting_);
  for (const auto& [key, buffer] : buffers_) next = std::min(buffer.due, next.value_or(buffer.due));
  return next;
}

void DeliveryQueue::clear() {
  waiting_.clear();
  buffers_.clear();
  ready_.clear();
  batch_due_.reset();
  ++generation_;
}

std::chrono::milliseconds DeliveryQueue::back_off(int failures) {
  if (failures <= 1) return std::chrono::milliseconds{0};
  return std::chrono::milliseconds{std::min(5000, 200 << std::min(failures - 2, 5))};
}

}  // namespace recado::simulator
