#include "simulator/courier.h"

#include <utility>

#include "base/crypto.h"
#include "base/log.h"
#include "simulator/webhook_body.h"

namespace recado::simulator {

namespace {

constexpr int k_threads = 4;
constexpr std::chrono::seconds k_receiver_time{20};

struct Destination {
  std::string url;
  std::string app_secret;
};

Destination destination_of(const World& world, const std::string& number_id) {
  const Number* number = find_number(world, number_id);
  if (!number) return {};
  return {callback_of(world, *number), number->app_secret};
}

net::ClientRequest signed_request(const Destination& to, std::string body) {
  net::ClientRequest request;
  request.method = "POST";
  request.url = to.url;
  request.timeout = k_receiver_time;
  request.headers.set("Content-Type", "application/json");
  request.headers.set("User-Agent", "facebookexternalua");
  if (!to.app_secret.empty()) {
    request.headers.set("X-Hub-Signature-256", "sha256=" + crypto::hmac_sha256_hex(to.app_secret, body));
  }
  request.body = std::move(body);
  return request;
}

}  // namespace

void Courier::start() {
  const auto left = ledger_.read([](const World& world) { return world.updates; });
  for (const auto& [id, update] : left) enqueue(update, std::chrono::milliseconds{0});
  for (int i = 0; i < k_threads; ++i) threads_.emplace_back([this] { work(); });
}

void Courier::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void Courier::changed(const std::vector<Fact>& facts) {
  for (const auto& fact : facts) {
    if (const auto* queued = std::get_if<UpdateQueued>(&fact)) {
      enqueue(queued->update, std::chrono::milliseconds{queued->update.not_before_ms});
    } else if (std::holds_alternative<WorldReset>(fact)) {
      const std::lock_guard lock(mutex_);
      queue_.clear();
    }
  }
}

void Courier::enqueue(const Update& update, std::chrono::milliseconds delay) {
  const auto to = ledger_.read([&](const World& world) { return destination_of(world, update.number_id); });
  {
    const std::lock_guard lock(mutex_);
    queue_.add(update, to.url + '\n' + to.app_secret, std::chrono::steady_clock::now() + delay);
  }
  changed_.notify_one();
}

void Courier::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now = std::chrono::steady_clock::now();
    auto copy = queue_.take(now, faults_.get().webhooks);
    if (!copy) {
      const auto due = queue_.next_due(now);
      due ? static_cast<void>(changed_.wait_until(lock, *due)) : changed_.wait(lock);
      continue;
    }
    lock.unlock();
    const PostOutcome outcome = deliver(*copy);
    lock.lock();
    const auto settled = queue_.settle(std::move(*copy), outcome, std::chrono::steady_clock::now());
    // A conversation is free again, or a retry was put down that no other thread waits for yet.
    changed_.notify_all();
    if (!settled) continue;
    lock.unlock();
    write_down(*settled);
    lock.lock();
  }
}

PostOutcome Courier::deliver(const PostCopy& copy) {
  if (copy.failures == 0 && faults_.take_drop()) return PostOutcome::lost_on_the_way;
  const auto to =
      ledger_.read([&](const World& world) { return destination_of(world, copy.post->updates.front().number_id); });
  if (to.url.empty()) return PostOutcome::refused;
  ++attempts_;
  const auto answer = client_.send(signed_request(to, webhook_body(copy.post->updates)));
  if (answer && answer->status == 200) return PostOutcome::acknowledged;
  log::debug("simulator_webhook_refused", {{"url", to.url}, {"status", std::int64_t{answer ? answer->status : 0}}});
  return PostOutcome::refused;
}

void Courier::write_down(const Post& post) {
  ledger_.change([&](Change& change) {
    for (const auto& update : post.updates) {
      if (!change.world().updates.contains(update.id)) continue;
      change.commit(UpdateDone{update.id, !post.given_up});
      if (update.kind != UpdateKind::message) continue;
      const PhoneMessage* message = find_message(change.world(), update.message_id);
      if (!message || message->status != MessageStatus::pending) continue;
      const auto status = post.given_up ? MessageStatus::failed : MessageStatus::delivered;
      change.commit(MessageChanged{{update.number_id, update.customer_id}, update.message_id, status});
    }
  });
}

}  // namespace recado::simulator
