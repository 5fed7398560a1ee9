#include "simulator/kapso_updates.h"

#include <vector>

#include "simulator/kapso_payload.h"

namespace recado::simulator {

namespace {

bool wants(const KapsoWebhook& webhook, const Number& number, const KapsoNews& news) {
  if (!webhook.active || webhook.number_id != number.id) return false;
  if (webhook.kind == "meta") return !news.update.item.empty();
  return webhook.events.empty() || webhook.events.contains(news.event);
}

Update update_for(const KapsoWebhook& webhook, const KapsoNews& news) {
  Update update = news.update;
  update.webhook_id = webhook.id;
  if (webhook.kind == "meta") return update;
  update.contact.clear();
  update.event = news.event;
  update.item = news.payload;
  if (webhook.buffered && news.update.kind == UpdateKind::message) {
    update.buffer_ms = webhook.buffer_seconds * 1000;
    update.buffer_size = webhook.buffer_size;
  }
  return update;
}

}  // namespace

bool tell_kapso_webhooks(Change& change, const Number& number, const KapsoNews& news, UtcMs now) {
  std::vector<Update> updates;
  for (const auto& [id, webhook] : change.world().kapso_webhooks) {
    if (wants(webhook, number, news)) updates.push_back(update_for(webhook, news));
  }
  for (Update& update : updates) {
    update.id = change.world().last_update_id + 1;
    update.account_id = number.account_id;
    update.number_id = number.id;
    update.phone = number.phone;
    update.created = now;
    change.commit(UpdateQueued{std::move(update)});
  }
  return !updates.empty();
}

std::string kapso_body(const std::vector<Update>& updates) {
  const bool is_batch = updates.size() > 1 || updates.front().buffer_ms > 0;
  if (!is_batch) return updates.front().item;
  std::vector<std::string> payloads;
  payloads.reserve(updates.size());
  for (const auto& update : updates) payloads.push_back(update.item);
  return kapso_batch(updates.front().event, payloads);
}

}  // namespace recado::simulator
