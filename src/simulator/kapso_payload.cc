#include "simulator/kapso_payload.h"

#include <array>

#include "base/json_writer.h"
#include "simulator/ids.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

std::string seconds_text(UtcMs time) { return std::to_string(count_ms(time) / 1000); }

std::optional<std::string> maybe(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }

bool has_media(const PhoneMessage& message) {
  constexpr std::array<std::string_view, 5> k_media{"image", "video", "audio", "document", "sticker"};
  for (const auto type : k_media) {
    if (message.type == type) return true;
  }
  return false;
}

std::string_view word_of(const PhoneMessage& message) {
  if (message.direction == Direction::to_business) {
    return message.status == MessageStatus::read ? "read" : "received";
  }
  switch (message.status) {
    case MessageStatus::pending: return "pending";
    case MessageStatus::sent: return "sent";
    case MessageStatus::delivered: return "delivered";
    case MessageStatus::read: return "read";
    case MessageStatus::failed: return "failed";
  }
  return "pending";
}

void write_people(JsonWriter& out, const KapsoSubject& subject, Direction direction) {
  const bool inbound = direction == Direction::to_business;
  const Customer& customer = subject.customer;
  if (!customer.phone.empty()) out.member(inbound ? "from" : "to", customer.phone);
  if (!customer.user_id.empty()) out.member(inbound ? "from_user_id" : "to_user_id", customer.user_id);
  if (inbound && !customer.username.empty()) out.member("username", customer.username);
}

// What Kapso says about a message beside what Meta does; `content` is a summary in words.
void write_extras(JsonWriter& out, const KapsoSubject& subject, const PhoneMessage& message,
                  const KapsoStatus& status) {
  const bool inbound = message.direction == Direction::to_business;
  out.key("kapso").begin_object().member("direction", inbound ? "inbound" : "outbound");
  out.member("status", status.word.empty() ? word_of(message) : status.word);
  out.member("processing_status", inbound ? "pending" : "completed").member("origin", "cloud_api");
  out.member("has_media", has_media(message));
  out.member("content", has_media(message) ? message.type + " attached" : message.text);
  out.member("phone_number", maybe(subject.customer.phone)).member("phone_number_id", subject.number.id);
  out.member("whatsapp_conversation_id", kapso_conversation_id(subject.key));
  out.member("contact_name", subject.customer.name);
  if (!status.entry.empty()) out.key("statuses").begin_array().raw(status.entry).end_array();
  out.end_object();
}

}  // namespace

std::string kapso_conversation_id(const ThreadKey& key) {
  return uuid_of("conversation " + key.number_id + " " + key.customer_id);
}

std::string kapso_message(const KapsoSubject& subject, const PhoneMessage& message, const KapsoStatus& status) {
  JsonWriter out;
  out.begin_object().member("id", message.id);
  out.member("timestamp", seconds_text(status.entry.empty() ? message.at : status.at)).member("type", message.type);
  write_people(out, subject, message.direction);
  if (!message.context_id.empty()) out.key("context").begin_object().member("id", message.context_id).end_object();
  write_members(out, message.extra);
  if (message.content.empty()) {
    out.key("text").begin_object().member("body", message.text).end_object();
  } else {
    out.key(message.type).raw(message.content);
  }
  write_extras(out, subject, message, status);
  out.end_object();
  return std::move(out).text();
}

std::string kapso_conversation(const KapsoSubject& subject) {
  const Customer& customer = subject.customer;
  JsonWriter out;
  out.begin_object().member("id", kapso_conversation_id(subject.key));
  out.member("phone_number", customer.phone.empty() ? std::nullopt : std::optional{"+" + customer.phone});
  out.member("business_scoped_user_id", maybe(customer.user_id)).member("username", maybe(customer.username));
  out.member("status", "active");
  const bool written = subject.thread != nullptr && !subject.thread->messages.empty();
  if (written) {
    out.member("created_at", subject.thread->messages.front().at);
    out.member("last_active_at", subject.thread->messages.back().at);
    out.member("updated_at", subject.thread->messages.back().at);
  }
  out.key("metadata").begin_object().end_object().member("phone_number_id", subject.number.id);
  out.key("kapso").begin_object().member("contact_name", customer.name);
  out.member("messages_count", written ? subject.thread->messages.size() : 0);
  if (written) {
    const PhoneMessage& last = subject.thread->messages.back();
    out.member("last_message_id", last.id).member("last_message_type", last.type);
    out.member("last_message_timestamp", last.at).member("last_message_text", last.text);
    out.member("last_inbound_at", subject.thread->last_inbound);
  }
  out.end_object().end_object();
  return std::move(out).text();
}

std::string kapso_message_payload(const KapsoSubject& subject, const PhoneMessage& message, const KapsoStatus& status) {
  JsonWriter out;
  out.begin_object().key("message").raw(kapso_message(subject, message, status));
  out.key("conversation").raw(kapso_conversation(subject));
  out.member("is_new_conversation", subject.thread != nullptr && subject.thread->messages.size() == 1);
  out.member("phone_number_id", subject.number.id).end_object();
  return std::move(out).text();
}

std::string kapso_conversation_payload(const KapsoSubject& subject) {
  JsonWriter out;
  out.begin_object().key("conversation").raw(kapso_conversation(subject));
  out.member("phone_number_id", subject.number.id).end_object();
  return std::move(out).text();
}

std::string kapso_failure_payload(const Number& number, std::string_view message_id, std::string_view recipient_phone,
                                  std::string_view recipient_user_id, std::string_view entry, UtcMs at) {
  JsonWriter out;
  out.begin_object().key("message").begin_object().member("id", message_id).member("timestamp", seconds_text(at));
  out.member("type", "text");
  if (!recipient_phone.empty()) out.member("to", recipient_phone);
  if (!recipient_user_id.empty()) out.member("to_user_id", recipient_user_id);
  out.key("kapso").begin_object().member("direction", "outbound").member("status", "failed");
  out.member("processing_status", "completed").member("origin", "cloud_api").member("has_media", false);
  out.key("statuses").begin_array().raw(entry).end_array().end_object().end_object();
  out.member("is_new_conversation", false).member("phone_number_id", number.id).end_object();
  return std::move(out).text();
}

std::string kapso_batch(std::string_view event, const std::vector<std::string>& payloads) {
  JsonWriter out;
  out.begin_object().member("type", event).member("batch", true).key("data").begin_array();
  for (const auto& payload : payloads) out.raw(payload);
  out.end_array().key("batch_info").begin_object().member("size", payloads.size()).end_object().end_object();
  return std::move(out).text();
}

}  // namespace recado::simulator
