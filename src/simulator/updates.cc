#include "simulator/updates.h"

#include "base/json_writer.h"
#include "simulator/graph_error.h"
#include "simulator/json_read.h"
#include "simulator/kapso_payload.h"
#include "simulator/kapso_updates.h"
#include "simulator/twilio_updates.h"

namespace recado::simulator {

namespace {

constexpr std::chrono::hours k_conversation_time{24};

std::string seconds_text(UtcMs time) { return std::to_string(count_ms(time) / 1000); }

enum class Naming { with_name, without_name };

std::string contact_json(const Customer& customer, Naming naming) {
  JsonWriter out;
  out.begin_object().key("profile").begin_object();
  if (!customer.name.empty()) out.member("name", customer.name);
  if (naming == Naming::with_name && !customer.username.empty()) out.member("username", customer.username);
  out.end_object();
  if (!customer.phone.empty()) out.member("wa_id", customer.phone);
  if (!customer.user_id.empty()) out.member("user_id", customer.user_id);
  out.end_object();
  return std::move(out).text();
}

std::string message_json(const Customer& customer, const PhoneMessage& message, const Number& number) {
  JsonWriter out;
  out.begin_object();
  if (!message.context_id.empty()) {
    out.key("context").begin_object().member("from", number.phone).member("id", message.context_id).end_object();
  }
  write_members(out, message.extra);
  if (!customer.phone.empty()) out.member("from", customer.phone);
  if (!customer.user_id.empty()) out.member("from_user_id", customer.user_id);
  out.member("id", message.id).member("timestamp", seconds_text(message.at)).member("type", message.type);
  if (message.content.empty()) {
    out.key("text").begin_object().member("body", message.text).end_object();
  } else {
    out.key(message.type).raw(message.content);
  }
  out.end_object();
  return std::move(out).text();
}

std::string_view status_word(MessageStatus status) {
  switch (status) {
    case MessageStatus::delivered: return "delivered";
    case MessageStatus::read: return "read";
    case MessageStatus::failed: return "failed";
    default: return "sent";
  }
}

void write_price(JsonWriter& out, const PhoneMessage& message, MessageStatus status, UtcMs at) {
  if (!message.conversation_id.empty()) {
    out.key("conversation").begin_object().member("id", message.conversation_id);
    if (status == MessageStatus::sent) out.member("expiration_timestamp", seconds_text(at + k_conversation_time));
    out.key("origin").begin_object().member("type", message.category).end_object().end_object();
  }
  out.key("pricing").begin_object().member("billable", !message.free).member("pricing_model", "PMP");
  out.member("type", message.free ? "free_customer_service" : "regular")
      .member("category", message.category)
      .end_object();
}

std::string status_json(const Customer& customer, const PhoneMessage& message, MessageStatus status, UtcMs at) {
  JsonWriter out;
  out.begin_object().member("id", message.id).member("status", status_word(status));
  out.member("timestamp", seconds_text(at));
  if (!customer.phone.empty()) out.member("recipient_id", customer.phone);
  if (!customer.user_id.empty()) out.member("recipient_user_id", customer.user_id);
  if (!message.callback_data.empty()) out.member("biz_opaque_callback_data", message.callback_data);
  if (status == MessageStatus::sent || status == MessageStatus::delivered) write_price(out, message, status, at);
  out.end_object();
  return std::move(out).text();
}

std::string failed_json(const FailedMessage& failed, UtcMs at) {
  JsonWriter out;
  out.begin_object().member("id", failed.id).member("status", "failed").member("timestamp", seconds_text(at));
  if (!failed.recipient_phone.empty()) out.member("recipient_id", failed.recipient_phone);
  if (!failed.recipient_user_id.empty()) out.member("recipient_user_id", failed.recipient_user_id);
  if (!failed.callback_data.empty()) out.member("biz_opaque_callback_data", failed.callback_data);
  out.key("errors").begin_array().raw(status_error_json(failed.code, failed.details)).end_array().end_object();
  return std::move(out).text();
}

// False when there is nobody to tell.
bool queue(Change& change, const Number& number, Update update, UtcMs now) {
  if (update.url.empty() && callback_of(change.world(), number).empty()) return false;
  update.id = change.world().last_update_id + 1;
  update.account_id = number.account_id;
  update.number_id = number.id;
  update.phone = number.phone;
  update.created = now;
  change.commit(UpdateQueued{std::move(update)});
  return true;
}

KapsoSubject subject_of(const World& world, const Number& number, const Customer& customer, const ThreadKey& key) {
  return {number, customer, key, find_thread(world, key)};
}

bool tell_kapso_message(Change& change, const KapsoSubject& subject, const PhoneMessage& message, Update update,
                        UtcMs now) {
  const bool is_first = subject.thread != nullptr && subject.thread->messages.size() == 1;
  if (is_first) {
    const Update created{.kind = UpdateKind::event, .customer_id = subject.key.customer_id};
    tell_kapso_webhooks(change, subject.number,
                        {"whatsapp.conversation.created", kapso_conversation_payload(subject), created}, now);
  }
  return tell_kapso_webhooks(
      change, subject.number,
      {"whatsapp.message.received", kapso_message_payload(subject, message, {}), std::move(update)}, now);
}

void tell_kapso_status(Change& change, const KapsoSubject& subject, const PhoneMessage& message, MessageStatus status,
                       Update update, UtcMs now) {
  const std::string word{status_word(status)};
  const UtcMs at = now + std::chrono::milliseconds{update.not_before_ms};
  std::string payload = kapso_message_payload(subject, message, {word, update.item, at});
  tell_kapso_webhooks(change, subject.number, {"whatsapp.message." + word, std::move(payload), std::move(update)}, now);
}

}  // namespace

bool tell_message(Change& change, const ThreadKey& key, const PhoneMessage& message, UtcMs now) {
  const Number* number = find_number(change.world(), key.number_id);
  const Customer* customer = find_customer(change.world(), key.customer_id);
  if (!number || !customer) return false;
  if (number->provider == "twilio") {
    return queue(change, *number,
                 {.kind = UpdateKind::message,
                  .customer_id = key.customer_id,
                  .message_id = message.id,
                  .item = twilio_message_form(*number, *customer, message)},
                 now);
  }
  Update update{.kind = UpdateKind::message,
                .customer_id = key.customer_id,
                .message_id = message.id,
                .contact = contact_json(*customer, Naming::with_name),
                .item = message_json(*customer, message, *number)};
  if (number->provider == "kapso") {
    return tell_kapso_message(change, subject_of(change.world(), *number, *customer, key), message, std::move(update),
                              now);
  }
  return queue(change, *number, std::move(update), now);
}

void tell_status(Change& change, const ThreadKey& key, const PhoneMessage& message, MessageStatus status, UtcMs now,
                 std::int64_t after_ms) {
  const Number* number = find_number(change.world(), key.number_id);
  const Customer* customer = find_customer(change.world(), key.customer_id);
  if (!number || !customer) return;
  if (number->provider == "twilio") {
    Update update{.kind = UpdateKind::status,
                  .customer_id = key.customer_id,
                  .message_id = message.id,
                  .item = twilio_status_form(*number, *customer, message, status),
                  .url = message.callback_data,
                  .not_before_ms = after_ms};
    change.commit(MessageChanged{key, message.id, status});
    queue(change, *number, std::move(update), now);
    return;
  }
  const Naming naming = status == MessageStatus::sent ? Naming::without_name : Naming::with_name;
  // `message` may live in the thread that the commit below changes.
  Update update{.kind = UpdateKind::status,
                .customer_id = key.customer_id,
                .message_id = message.id,
                .contact = contact_json(*customer, naming),
                .item = status_json(*customer, message, status, now + std::chrono::milliseconds{after_ms}),
                .not_before_ms = after_ms};
  if (number->provider == "kapso") {
    // Of the message as it was: the commit changes it where it stands.
    tell_kapso_status(change, subject_of(change.world(), *number, *customer, key), message, status, std::move(update),
                      now);
    change.commit(MessageChanged{key, message.id, status});
    return;
  }
  change.commit(MessageChanged{key, message.id, status});
  queue(change, *number, std::move(update), now);
}

void tell_failure(Change& change, const Number& number, const FailedMessage& failed, UtcMs now) {
  Update update{.kind = UpdateKind::status,
                .customer_id = failed.recipient_phone + failed.recipient_user_id,
                .message_id = failed.id,
                .item = failed_json(failed, now),
                .not_before_ms = k_delivered_after_ms};
  if (number.provider == "twilio") {
    update.item = twilio_failure_form(number, failed);
    update.url = failed.callback_data;
  }
  if (number.provider != "kapso") {
    queue(change, number, std::move(update), now);
    return;
  }
  std::string payload =
      kapso_failure_payload(number, failed.id, failed.recipient_phone, failed.recipient_user_id, update.item, now);
  tell_kapso_webhooks(change, number, {"whatsapp.message.failed", std::move(payload), std::move(update)}, now);
}

}  // namespace recado::simulator
