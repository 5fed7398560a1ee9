#include "server/webhook_event_json.h"

#include "server/message_event_json.h"

namespace recado {

namespace {

void write_number(JsonWriter& json, const NumberRef& number) {
  write_text(json, "waba_id", number.account_id);
  write_text(json, "phone_number_id", number.number_id);
  write_text(json, "channel", number.channel);
}

void write_person(JsonWriter& json, const Party& person) {
  write_text(json, "username", person.username);
  write_text(json, "contact_name", person.profile_name);
}

void write(JsonWriter& json, const MessageEvent& event) {
  const bool inbound = event.direction == Direction::inbound;
  json.member("event", "message").member("direction", to_text(event.direction));
  write_text(json, "message_id", event.message_id);
  write_number(json, event.number);
  write_text(json, "from", inbound ? event.customer.phone : event.sender_phone);
  write_text(json, "to", inbound ? event.number.display_phone : event.customer.phone);
  write_text(json, inbound ? "from_user_id" : "to_user_id", event.customer.user_id);
  write_person(json, event.customer);
  write_maybe(json, "timestamp", event.timestamp_s);
  write_text(json, "group_id", event.group_id);
  if (event.history) json.member("history", true);
  if (event.history_status) json.member("status", to_text(*event.history_status));
  write_text(json, "conversation_id", event.conversation_ref);
  write_text(json, "origin", event.origin);
  write_maybe(json, "new_conversation", event.new_conversation);
  write_content(json, event.content);
}

void write(JsonWriter& json, const StatusEvent& event) {
  json.member("event", "status");
  write_text(json, "message_id", event.message_id);
  write_number(json, event.number);
  json.member("status", to_text(event.status));
  write_text(json, "raw_status", event.raw_status);
  write_text(json, "recipient", event.recipient.phone);
  write_text(json, "recipient_user_id", event.recipient.user_id);
  write_person(json, event.recipient);
  write_text(json, "sender", event.number.display_phone);
  write_maybe(json, "timestamp", event.timestamp_s);
  write_text(json, "group_id", event.group_id);
  write_error(json, event.error);
  write_text(json, "callback_data", event.callback_data);
  write_text(json, "origin", event.origin);
  write_text(json, "conversation_id", event.conversation_ref);
  write_text(json, "conversation_origin", event.conversation_origin);
  write_maybe(json, "conversation_expires", event.conversation_expires_s);
  write_text(json, "pricing_category", event.pricing_category);
  write_text(json, "pricing_model", event.pricing_model);
  write_maybe(json, "billable", event.billable);
}

void write(JsonWriter& json, const SystemEvent& event) {
  json.member("event", "system");
  write_text(json, "message_id", event.message_id);
  write_number(json, event.number);
  write_text(json, "system_type", event.system_type);
  write_text(json, "from", event.customer.phone);
  write_text(json, "from_user_id", event.customer.user_id);
  write_person(json, event.customer);
  write_text(json, "new_phone", event.new_phone);
  write_text(json, "new_user_id", event.new_user_id);
  write_text(json, "identity_hash", event.identity_hash);
  write_text(json, "text", event.text);
  write_maybe(json, "timestamp", event.timestamp_s);
}

void write(JsonWriter& json, const NoticeEvent& event) {
  json.member("event", event.kind);
  write_number(json, event.number);
  for (const auto& [name, fact] : event.facts) {
    json.key(name);
    std::visit([&](const auto& value) { json.value(value); }, fact);
  }
}

void write(JsonWriter& json, const IgnoredEvent& event) {
  json.member("event", "ignored").member("reason", event.reason);
  for (const auto& [name, fact] : event.facts) json.member(name, fact);
}

void write(JsonWriter& json, const BrokenItem& event) {
  json.member("event", "broken").member("reason", event.reason).member("fragment", event.fragment);
}

}  // namespace

void write_event(JsonWriter& json, const WebhookEvent& event) {
  json.begin_object();
  std::visit([&](const auto& one) { write(json, one); }, event);
  json.end_object();
}

}  // namespace recado
