// Everything that can happen to a World, as values: applied in memory and written to the journal, so that replaying the
// journal gives the same World.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "simulator/world.h"

namespace recado::simulator {

struct NumberPut {
  static constexpr std::string_view k_name = "number";
  Number number;
};
struct AccountPut {
  static constexpr std::string_view k_name = "account";
  Account account;
};
struct KapsoWebhookPut {
  static constexpr std::string_view k_name = "kapso_webhook";
  KapsoWebhook webhook;
};
struct KapsoWebhookGone {
  static constexpr std::string_view k_name = "kapso_webhook_gone";
  std::string id;
};
struct CustomerPut {
  static constexpr std::string_view k_name = "customer";
  Customer customer;
};
struct MessageAdded {
  static constexpr std::string_view k_name = "message";
  ThreadKey thread;
  PhoneMessage message;
};
struct MessageChanged {
  static constexpr std::string_view k_name = "status";
  ThreadKey thread;
  std::string message_id;
  MessageStatus status = MessageStatus::pending;
};
struct UpdateQueued {
  static constexpr std::string_view k_name = "update";
  Update update;
};
struct UpdateDone {
  static constexpr std::string_view k_name = "done";
  std::int64_t id = 0;
  bool acknowledged = true;
};
// Only in snapshots: what can no longer be counted from the messages that are kept.
struct ThreadCounted {
  static constexpr std::string_view k_name = "thread";
  ThreadKey thread;
  std::int64_t version = 0;
  std::optional<UtcMs> last_inbound;
};
struct WorldCounted {
  static constexpr std::string_view k_name = "counts";
  std::int64_t last_update_id = 0;
  std::int64_t changes = 0;
  std::int64_t empty_version = 0;
  std::int64_t acknowledged = 0;
  std::int64_t given_up = 0;
};
// Forgets customers, threads and updates; numbers and accounts stay.
struct WorldReset {
  static constexpr std::string_view k_name = "reset";
  bool done = true;
};

using Fact = std::variant<NumberPut, AccountPut, CustomerPut, MessageAdded, MessageChanged, UpdateQueued, UpdateDone,
                          ThreadCounted, WorldCounted, WorldReset, KapsoWebhookPut, KapsoWebhookGone>;

void play(World& world, const Fact& fact);

// The shortest list of facts that makes an empty World equal to this one.
std::vector<Fact> facts_of(const World& world);

}  // namespace recado::simulator
