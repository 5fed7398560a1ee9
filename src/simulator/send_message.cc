#include "simulator/send_message.h"

#include <algorithm>

#include "base/json_writer.h"
#include "simulator/ids.h"
#include "simulator/updates.h"

namespace recado::simulator {

namespace {

constexpr std::chrono::hours k_window{24};
// From this version on the conversation block is gone; a path without a version has an older one.
constexpr int k_first_version_without_conversation = 24;

// Who it goes to: `to` wins when both are given.
const Customer* addressee(const World& world, const OutgoingMessage& message) {
  if (message.to.empty()) return customer_with_user_id(world, message.recipient);
  return customer_with_phone(world, digits_of(message.to));
}

GraphResult<void> may_send(const World& world, const Number& number, const Customer* customer,
                           const OutgoingMessage& message, UtcMs now) {
  if (!number.registered)
    return std::unexpected(graph_error(133010, "The phone number is not registered on the Cloud API."));
  if (!message.to.empty() && digits_of(message.to) == number.phone) {
    return std::unexpected(graph_error(131021, "Recipient phone number and sender phone number must be different."));
  }
  if (!customer) return {};
  if (number.blocked.contains(customer->id))
    return std::unexpected(graph_error(130403, "The business has blocked this user."));
  if (message.type != "template" && !window_is_open(world, {number.id, customer->id}, now)) {
    return std::unexpected(graph_error(131047,
                                       "Message failed to send because more than 24 hours have passed since the "
                                       "customer last replied to this number."));
  }
  return {};
}

PhoneMessage phone_message(const World& world, const ThreadKey& key, const OutgoingMessage& message,
                           const SendContext& context) {
  const bool windowed = window_is_open(world, key, context.now);
  PhoneMessage out{.direction = Direction::from_business,
                   .type = message.type,
                   .text = message.text,
                   .context_id = message.context_id,
                   .at = context.now,
                   .status = MessageStatus::pending,
                   .callback_data = message.callback_data,
                   .category = message.type == "template" ? "utility" : "service",
                   .free = message.type != "template" || windowed};
  if (message.type != "text") out.content = message.content;
  if (context.version < k_first_version_without_conversation) out.conversation_id = new_conversation_id();
  return out;
}

std::string answer_json(const OutgoingMessage& message, const Customer* customer, const std::string& id) {
  JsonWriter out;
  out.begin_object().member("messaging_product", "whatsapp").key("contacts").begin_array().begin_object();
  out.member("input", message.to.empty() ? message.recipient : message.to);
  if (!message.to.empty())
    out.member("wa_id", customer && !customer->phone.empty() ? customer->phone : digits_of(message.to));
  const std::string user_id = customer ? customer->user_id : message.recipient;
  if (!user_id.empty()) out.member("user_id", user_id);
  out.end_object().end_array().key("messages").begin_array().begin_object().member("id", id);
  if (message.type == "template") out.member("message_status", "accepted");
  out.end_object().end_array().end_object();
  return std::move(out).text();
}

void refuse_later(Change& change, const Number& number, const OutgoingMessage& message, const std::string& id,
                  UtcMs now) {
  FailedMessage failed{
      .id = id, .callback_data = message.callback_data, .code = 131026, .details = "Message Undeliverable."};
  if (message.to.empty()) {
    failed.recipient_user_id = message.recipient;
  } else {
    failed.recipient_phone = digits_of(message.to);
  }
  tell_failure(change, number, failed, now);
}

}  // namespace

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool window_is_open(const World& world, const ThreadKey& key, UtcMs now) {
  const Thread* thread = find_thread(world, key);
  return thread && thread->last_inbound && now - *thread->last_inbound < k_window;
}

GraphResult<std::string> send_message(Change& change, const std::string& number_id, const OutgoingMessage& message,
                                      const SendContext& context) {
  const World& world = change.world();
  const Number* number = find_number(world, number_id);
  if (!number) return std::unexpected(object_missing("POST", number_id));
  const Customer* customer = context.pretend_not_on_whatsapp ? nullptr : addressee(world, message);
  if (auto allowed = may_send(world, *number, customer, message, context.now); !allowed) {
    return std::unexpected(allowed.error());
  }
  const std::string id =
      new_wamid(message.to.empty() ? message.recipient : digits_of(message.to), WamidSide::from_business);
  std::string answer = answer_json(message, customer, id);
  if (!customer) {
    refuse_later(change, *number, message, id, context.now);
    return answer;
  }
  const ThreadKey key{number_id, customer->id};
  PhoneMessage sent = phone_message(world, key, message, context);
  sent.id = id;
  change.commit(MessageAdded{key, sent});
  tell_status(change, key, sent, MessageStatus::sent, context.now, k_sent_after_ms);
  // A reaction has no way of its own to the phone: the provider tells only that it was sent.
  if (message.type == "reaction") {
    change.commit(MessageChanged{key, id, MessageStatus::delivered});
  } else {
    arrive(change, key, id, context.now);
  }
  return answer;
}

void arrive(Change& change, const ThreadKey& key, const std::string& message_id, UtcMs now) {
  const Customer* customer = find_customer(change.world(), key.customer_id);
  const PhoneMessage* found = find_message(change.world(), message_id);
  if (!customer || !found || !customer->online) return;
  const PhoneMessage message = *found;
  tell_status(change, key, message, MessageStatus::delivered, now, k_delivered_after_ms);
  if (customer->reads_at_once) tell_status(change, key, message, MessageStatus::read, now, k_read_after_ms);
}

bool mark_read(Change& change, const std::string& number_id, const std::string& message_id) {
  const World& world = change.world();
  const auto home = world.message_home.find(message_id);
  if (home == world.message_home.end() || home->second.number_id != number_id) return false;
  const ThreadKey key = home->second;
  const PhoneMessage* last = find_message(world, message_id);
  if (!last || last->direction != Direction::to_business) return false;
  const UtcMs until = last->at;
  std::vector<std::string> read;
  for (const auto& message : find_thread(world, key)->messages) {
    const bool earlier = message.at <= until && message.direction == Direction::to_business;
    if (earlier && message.status != MessageStatus::read) read.push_back(message.id);
  }
  for (auto& id : read) change.commit(MessageChanged{key, std::move(id), MessageStatus::read});
  return true;
}

}  // namespace recado::simulator
