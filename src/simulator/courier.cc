#include "simulator/courier.h"

#include <utility>

#include "base/crypto.h"
#include "base/log.h"
#include "simulator/kapso_updates.h"
#include "simulator/twilio_updates.h"
#include "simulator/webhook_body.h"

namespace recado::simulator {

namespace {

constexpr int k_threads = 4;
constexpr std::chrono::seconds k_receiver_time{20};
constexpr std::chrono::seconds k_kapso_receiver_time{10};

struct Destination {
  std::string url;
  std::string secret;
  bool is_twilio = false;
  std::optional<KapsoWebhook> kapso;  // of a Kapso number: the webhook that is told
};

Destination destination_of(const World& world, const Update& update) {
  if (!update.webhook_id.empty()) {
    const auto webhook = world.kapso_webhooks.find(update.webhook_id);
    if (webhook == world.kapso_webhooks.end()) return {};
    return {webhook->second.url, webhook->second.secret_key, false, webhook->second};
  }
  const Number* number = find_number(world, update.number_id);
  if (!number) return {};
  const bool is_twilio = number->provider == "twilio";
  return {update.url.empty() ? callback_of(world, *number) : update.url, number->app_secret, is_twilio, {}};
}

net::ClientRequest signed_request(const Destination& to, std::string body) {
  net::ClientRequest request;
  request.method = "POST";
  request.url = to.url;
  request.timeout = k_receiver_time;
  request.headers.set("Content-Type", "application/json");
  request.headers.set("User-Agent", "facebookexternalua");
  if (!to.secret.empty()) {
    request.headers.set("X-Hub-Signature-256", "sha256=" + crypto::hmac_sha256_hex(to.secret, body));
  }
  request.body = std::move(body);
  return request;
}

// The key is the same for every retry of the same content.
net::ClientRequest kapso_request(const Destination& to, const std::vector<Update>& updates) {
  net::ClientRequest request;
  request.method = "POST";
  request.url = to.url;
  request.timeout = k_kapso_receiver_time;
  request.headers.set("Content-Type", "application/json");
  request.headers.set("User-Agent", "Kapso/1.0");
  for (const auto& [name, value] : to.kapso->headers) request.headers.set(name, value);
  const std::string& event = updates.front().event;
  request.body = event.empty() ? webhook_body(updates) : kapso_body(updates);
  request.headers.set("X-Idempotency-Key", crypto::sha256_hex(request.body));
  if (!to.secret.empty()) {
    request.headers.set("X-Webhook-Signature", crypto::hmac_sha256_hex(to.secret, request.body));
  }
  if (event.empty()) return request;
  request.headers.set("X-Webhook-Event", event);
  request.headers.set("X-Webhook-Payload-Version", "v2");
  if (updates.size() > 1 || updates.front().buffer_ms > 0) {
    request.headers.set("X-Webhook-Batch", "true");
    request.headers.set("X-Batch-Size", std::to_string(updates.size()));
  }
  return request;
}

net::ClientRequest request_for(const Destination& to, const std::vector<Update>& updates, const std::string& own_url) {
  if (to.is_twilio) return twilio_request(to.url, to.secret, with_own_address(updates.front().item, own_url));
  return to.kapso ? kapso_request(to, updates) : signed_request(to, webhook_body(updates));
}

bool acknowledges(const Destination& to, int status) {
  return status == 200 || (to.is_twilio && status > 200 && status < 300);
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
  const auto to = ledger_.read([&](const World& world) { return destination_of(world, update); });
  {
    const std::lock_guard lock(mutex_);
    // One form holds one thing only: Twilio's never share a POST.
    const std::string alone = to.is_twilio ? std::to_string(update.id) : std::string{};
    queue_.add(update, to.url + '\n' + to.secret + '\n' + update.event + alone, clock_.steady() + delay);
  }
  changed_.notify_one();
}

void Courier::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now = clock_.steady();
    auto copy = queue_.take(now, faults_.get().webhooks);
    if (!copy) {
      const auto due = queue_.next_due(now);
      due ? static_cast<void>(changed_.wait_until(lock, *due - clock_.moved())) : changed_.wait(lock);
      continue;
    }
    lock.unlock();
    const PostOutcome outcome = deliver(*copy);
    lock.lock();
    const auto settled = queue_.settle(std::move(*copy), outcome, clock_.steady());
    // A conversation is free again, or a retry was put down that no other thread waits for yet.
    changed_.notify_all();
    if (!settled) continue;
    lock.unlock();
    write_down(*settled);
    lock.lock();
  }
}

PostOutcome Courier::deliver(const PostCopy& copy) {
  const auto to = ledger_.read([&](const World& world) { return destination_of(world, copy.post->updates.front()); });
  const bool is_dropped = copy.failures == 0 && faults_.take_drop();
  if (is_dropped) return to.is_twilio ? PostOutcome::given_up : PostOutcome::lost_on_the_way;
  if (to.url.empty()) return PostOutcome::refused;
  ++attempts_;
  const auto answer = client_.send(request_for(to, copy.post->updates, own_url_()));
  if (answer && acknowledges(to, answer->status)) return PostOutcome::acknowledged;
  log::debug("simulator_webhook_refused", {{"url", to.url}, {"status", std::int64_t{answer ? answer->status : 0}}});
  return to.is_twilio ? PostOutcome::given_up : PostOutcome::refused;
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
