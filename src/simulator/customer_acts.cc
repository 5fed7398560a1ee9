#include "simulator/customer_acts.h"

#include "simulator/ids.h"
#include "simulator/send_message.h"
#include "simulator/updates.h"

namespace recado::simulator {

namespace {

std::vector<PhoneMessage> business_messages(const Thread* thread, MessageStatus status) {
  std::vector<PhoneMessage> found;
  if (!thread) return found;
  for (const auto& message : thread->messages) {
    if (message.direction == Direction::from_business && message.status == status) found.push_back(message);
  }
  return found;
}

}  // namespace

std::vector<std::string> customer_writes(Change& change, const ThreadKey& key, const CustomerMessage& message,
                                         UtcMs now) {
  const Customer* customer = find_customer(change.world(), key.customer_id);
  const Number* number = find_number(change.world(), key.number_id);
  if (!customer || !number) return {};
  const std::string address = customer->phone.empty() ? customer->user_id : customer->phone;
  const bool blocked = number->blocked.contains(key.customer_id);
  std::vector<std::string> ids;
  for (int i = 0; i < message.count; ++i) {
    const PhoneMessage written{.id = number->provider == "twilio" ? new_sid(message.type == "text" ? "SM" : "MM")
                                                                  : new_wamid(address, WamidSide::from_customer),
                               .direction = Direction::to_business,
                               .type = message.type,
                               .text = message.text,
                               .content = message.content,
                               .context_id = message.context_id,
                               .extra = message.extra,
                               .at = message.at,
                               .status = MessageStatus::pending};
    change.commit(MessageAdded{key, written});
    if (!blocked && !tell_message(change, key, written, now)) {
      change.commit(MessageChanged{key, written.id, MessageStatus::failed});
    }
    ids.push_back(written.id);
  }
  return ids;
}

int customer_reads(Change& change, const ThreadKey& key, UtcMs now) {
  const auto unread = business_messages(find_thread(change.world(), key), MessageStatus::delivered);
  int read = 0;
  for (const auto& message : unread) {
    if (message.type == "reaction") continue;
    // Never before the delivered status that a send a moment ago has put down.
    tell_status(change, key, message, MessageStatus::read, now, k_delivered_after_ms);
    ++read;
  }
  return read;
}

void customer_comes_online(Change& change, const std::string& customer_id, UtcMs now) {
  std::vector<ThreadKey> keys;
  for (const auto& [key, thread] : change.world().threads) {
    if (key.customer_id == customer_id) keys.push_back(key);
  }
  for (const auto& key : keys) {
    for (const auto& message : business_messages(find_thread(change.world(), key), MessageStatus::sent)) {
      arrive(change, key, message.id, now);
    }
  }
}

}  // namespace recado::simulator
