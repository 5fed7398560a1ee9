#include "providers/kapso/message_reader.h"

#include <simdjson.h>

#include <utility>

#include "providers/meta/contact_book.h"
#include "providers/meta/message_reader.h"
#include "providers/meta/status_reader.h"

namespace recado::kapso {

using meta::ChangeScope;
using meta::digits_of;
using meta::object_at;
using meta::text_at;

namespace {

constexpr std::string_view k_prefix = "whatsapp.message.";
// Where a message came from (reference, 5.1).
constexpr std::string_view k_phone_app = "business_app";
constexpr std::string_view k_history = "history_sync";

std::string extra(const JsonObject& message, std::string_view key) {
  const auto kapso = object_at(message, "kapso");
  return kapso ? text_at(*kapso, key) : std::string{};
}

void fill(std::string& fact, std::string from) {
  if (fact.empty()) fact = std::move(from);
}

// The customer: `side` is "from" of what they wrote and "to" of what was written to them.
Party customer_of(const JsonObject& root, const JsonObject& message, const std::string& side) {
  Party person;
  person.phone = digits_of(text_at(message, side));
  person.user_id = text_at(message, side + "_user_id");
  person.parent_user_id = text_at(message, side + "_parent_user_id");
  if (side == "from") person.username = without_at(text_at(message, "username"));
  // A number and a user id that stand in different places may be two people; the conversation is believed where the
  // message names nobody.
  if (const auto conversation = conversation_of(root)) {
    const std::string user_id = text_at(*conversation, "business_scoped_user_id");
    const bool same = person.user_id.empty() || user_id.empty() || person.user_id == user_id;
    if (same) {
      fill(person.phone, conversation_phone_of(root));
      fill(person.user_id, user_id);
      fill(person.parent_user_id, text_at(*conversation, "parent_business_scoped_user_id"));
      fill(person.username, without_at(text_at(*conversation, "username")));
    }
  } else {
    fill(person.phone, conversation_phone_of(root));
  }
  person.profile_name = contact_name_of(root);
  return person;
}

void add_message(ChangeScope& scope, const JsonObject& root, const JsonObject& message, std::string_view raw,
                 Direction direction) {
  MessageEvent event;
  event.origin = extra(message, "origin");
  scope.history = event.origin == k_history;
  if (!meta::fill_message(scope, message, raw, event)) return;
  complete_content(message, event.content);
  event.direction = direction;
  event.customer = customer_of(root, message, direction == Direction::inbound ? "from" : "to");
  if (direction == Direction::outbound) event.sender_phone = digits_of(text_at(message, "from"));
  if (event.history && direction == Direction::outbound)
    event.history_status = meta::status_from(extra(message, "status"));
  event.conversation_ref = conversation_id_of(root);
  event.new_conversation = meta::flag_at(root, "is_new_conversation");
  scope.out.add(std::move(event));
}

// statuses[] is all that Meta has said of the message, oldest first: the newest entry of this word, else the newest that
// has none and so belongs to what is being told (reference, 5.1).
std::optional<JsonObject> status_entry(const JsonObject& message, std::string_view word) {
  const auto kapso = object_at(message, "kapso");
  simdjson::dom::array entries;
  if (!kapso || kapso->at_key("statuses").get_array().get(entries) != simdjson::SUCCESS) return {};
  std::optional<JsonObject> found;
  for (const auto element : entries) {
    JsonObject entry;
    if (element.get_object().get(entry) != simdjson::SUCCESS) continue;
    const std::string said = text_at(entry, "status");
    if (said.empty() || said == word) found = entry;
  }
  return found;
}

void add_status(ChangeScope& scope, const JsonObject& root, const JsonObject& message, std::string_view raw,
                std::string_view word) {
  StatusEvent event;
  event.message_id = text_at(message, "id");
  if (event.message_id.empty()) return scope.out.broken("a status names no message", raw);
  event.number = scope.number;
  event.raw_status = word;
  event.status = meta::status_from(word).value_or(DeliveryStatus::unknown);
  event.recipient = customer_of(root, message, "to");
  if (const auto entry = status_entry(message, word)) {
    meta::fill_status(*entry, event);
    fill(event.recipient.phone, digits_of(text_at(*entry, "recipient_id")));
    fill(event.recipient.user_id, text_at(*entry, "recipient_user_id"));
  } else {
    meta::fill_status(message, event);
  }
  if (!event.timestamp_s) event.timestamp_s = meta::integer_at(message, "timestamp");
  event.conversation_ref = conversation_id_of(root);
  event.origin = extra(message, "origin");
  if (!scope.out.is_first("status " + scope.number.number_id + " " + event.message_id + " " + event.raw_status)) {
    return scope.out.ignore("the same status twice in one delivery", {{"message_id", event.message_id}});
  }
  scope.out.add(std::move(event));
}

// The header is not signed, so what it claims must fit what is: a failure is final and must not come out of another
// header on a message that has not failed.
std::string contradiction(std::string_view word, const JsonObject& message) {
  const std::string direction = extra(message, "direction");
  const std::string expected = word == "received" ? "inbound" : "outbound";
  if (!direction.empty() && direction != expected) {
    return "the event says '" + std::string{word} + "' and the message is " + direction;
  }
  const std::string status = extra(message, "status");
  if (word == "failed" && !status.empty() && status != "failed") {
    return "the event says 'failed' and the message is '" + status + "'";
  }
  return {};
}

}  // namespace

void read_message_event(ChangeScope& scope, const Item& item) {
  const auto message = object_at(item.root, "message");
  if (!message) return scope.out.broken("the event is about a message and there is none in it", item.raw);
  if (meta::shape_of(*message, "type") == meta::Shape::absent &&
      meta::shape_of(*message, "message_type") != meta::Shape::absent) {
    return scope.out.broken("payload version 1 is not read: register the webhook with payload_version v2", item.raw);
  }
  const std::string_view word = item.event.substr(k_prefix.size());
  if (std::string why = contradiction(word, *message); !why.empty()) return scope.out.broken(std::move(why), item.raw);
  if (word == "received") {
    if (text_at(*message, "type") == "system") return meta::read_system(scope, *message, item.raw_message);
    return add_message(scope, item.root, *message, item.raw_message, Direction::inbound);
  }
  const std::string origin = extra(*message, "origin");
  const bool from_elsewhere = origin == k_phone_app || origin == k_history;
  if (from_elsewhere && word == "sent") {
    add_message(scope, item.root, *message, item.raw_message, Direction::outbound);
  }
  if (origin != k_history) add_status(scope, item.root, *message, item.raw_message, word);
}

}  // namespace recado::kapso
