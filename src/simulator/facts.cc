#include "simulator/facts.h"

#include <algorithm>

namespace recado::simulator {

namespace {

struct Play {
  World& world;

  void operator()(const NumberPut& fact) const { world.numbers[fact.number.id] = fact.number; }
  void operator()(const AccountPut& fact) const { world.accounts[fact.account.id] = fact.account; }

  void operator()(const CustomerPut& fact) const {
    Customer& customer = world.customers[fact.customer.id];
    world.customer_by_phone.erase(comparable_phone(customer.phone));
    world.customer_by_user_id.erase(customer.user_id);
    customer = fact.customer;
    if (!customer.phone.empty()) world.customer_by_phone[comparable_phone(customer.phone)] = customer.id;
    if (!customer.user_id.empty()) world.customer_by_user_id[customer.user_id] = customer.id;
  }

  void operator()(const MessageAdded& fact) const {
    Thread& thread = world.threads[fact.thread];
    thread.version = ++world.changes;
    thread.messages.push_back(fact.message);
    world.message_home[fact.message.id] = fact.thread;
    if (fact.message.direction == Direction::to_business) {
      thread.last_inbound = std::max(fact.message.at, thread.last_inbound.value_or(fact.message.at));
    }
    if (thread.messages.size() > k_thread_messages) {
      world.message_home.erase(thread.messages.front().id);
      thread.messages.pop_front();
    }
  }

  void operator()(const MessageChanged& fact) const {
    const auto thread = world.threads.find(fact.thread);
    if (thread == world.threads.end()) return;
    auto& messages = thread->second.messages;
    const auto message = std::find_if(messages.rbegin(), messages.rend(),
                                      [&](const PhoneMessage& each) { return each.id == fact.message_id; });
    if (message == messages.rend() || message->status == fact.status) return;
    message->status = fact.status;
    thread->second.version = ++world.changes;
  }

  void operator()(const UpdateQueued& fact) const {
    world.updates[fact.update.id] = fact.update;
    world.last_update_id = std::max(world.last_update_id, fact.update.id);
  }

  void operator()(const UpdateDone& fact) const {
    if (world.updates.erase(fact.id) == 0) return;
    ++(fact.acknowledged ? world.acknowledged : world.given_up);
  }

  void operator()(const ThreadCounted& fact) const {
    Thread& thread = world.threads[fact.thread];
    thread.version = fact.version;
    thread.last_inbound = fact.last_inbound;
  }

  void operator()(const WorldCounted& fact) const {
    world.last_update_id = fact.last_update_id;
    world.changes = fact.changes;
    world.empty_version = fact.empty_version;
    world.acknowledged = fact.acknowledged;
    world.given_up = fact.given_up;
  }

  void operator()(const KapsoWebhookPut& fact) const { world.kapso_webhooks[fact.webhook.id] = fact.webhook; }
  void operator()(const KapsoWebhookGone& fact) const { world.kapso_webhooks.erase(fact.id); }

  void operator()(const WorldReset&) const {
    World fresh;
    fresh.numbers = std::move(world.numbers);
    fresh.accounts = std::move(world.accounts);
    fresh.kapso_webhooks = std::move(world.kapso_webhooks);
    for (auto& [id, number] : fresh.numbers) number.blocked.clear();
    fresh.last_update_id = world.last_update_id;
    fresh.changes = fresh.empty_version = world.changes + 1;
    world = std::move(fresh);
  }
};

}  // namespace

void play(World& world, const Fact& fact) { std::visit(Play{world}, fact); }

std::vector<Fact> facts_of(const World& world) {
  std::vector<Fact> facts;
  facts.reserve(world.numbers.size() + world.accounts.size() + world.customers.size() + world.updates.size() + 1);
  for (const auto& [id, number] : world.numbers) facts.emplace_back(NumberPut{number});
  for (const auto& [id, account] : world.accounts) facts.emplace_back(AccountPut{account});
  for (const auto& [id, webhook] : world.kapso_webhooks) facts.emplace_back(KapsoWebhookPut{webhook});
  for (const auto& [id, customer] : world.customers) facts.emplace_back(CustomerPut{customer});
  for (const auto& [key, thread] : world.threads) {
    for (const auto& message : thread.messages) facts.emplace_back(MessageAdded{key, message});
    facts.emplace_back(ThreadCounted{key, thread.version, thread.last_inbound});
  }
  for (const auto& [id, update] : world.updates) facts.emplace_back(UpdateQueued{update});
  facts.emplace_back(
      WorldCounted{world.last_update_id, world.changes, world.empty_version, world.acknowledged, world.given_up});
  return facts;
}

}  // namespace recado::simulator
