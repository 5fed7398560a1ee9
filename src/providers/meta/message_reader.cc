#include "providers/meta/message_reader.h"

#include <simdjson.h>

#include <utility>

#include "providers/meta/content_reader.h"

namespace recado::meta {

namespace {

Party sender_of(const ChangeScope& scope, const JsonObject& item) {
  Party person;
  person.phone = digits_of(text_at(item, "from"));
  person.user_id = text_at(item, "from_user_id");
  person.parent_user_id = text_at(item, "from_parent_user_id");
  scope.contacts.complete(person);
  return person;
}

Party addressee_of(const ChangeScope& scope, const JsonObject& item) {
  Party person;
  person.phone = digits_of(text_at(item, "to"));
  person.user_id = text_at(item, "to_user_id");
  person.parent_user_id = text_at(item, "to_parent_user_id");
  if (!person.phone.empty() || !person.user_id.empty()) scope.contacts.complete(person);
  return person;
}

// Why a message of this content must not appear, for instance a reaction to nothing; empty when it may.
std::string_view pointless(const MessageContent& content) {
  if (content.raw_type == "request_welcome") return "request_welcome: the chat was opened, nothing was written";
  if (content.type == MessageType::reaction && content.reaction_to.empty()) return "a reaction that names no message";
  const bool changes = content.type == MessageType::edit || content.type == MessageType::revoke;
  if (changes && content.original_message_id.empty()) return "a change that names no message";
  return {};
}

std::optional<DeliveryStatus> history_status(const JsonObject& item) {
  const auto context = object_at(item, "history_context");
  if (!context) return {};
  const std::string word = lower_case(text_at(*context, "status"));
  if (word == "error") return DeliveryStatus::failed;
  if (word == "pending") return DeliveryStatus::queued;
  return delivery_status_from(word);
}

// Imported messages do not say their direction. Business numbers stand in metadata, customers in the thread.
Direction history_direction(const ChangeScope& scope, const Party& customer, const JsonObject& item) {
  const std::string from = digits_of(text_at(item, "from"));
  if (!from.empty() && from == scope.number.display_phone) return Direction::outbound;
  if (!from.empty() && from == customer.phone) return Direction::inbound;
  const bool addressed = !text_at(item, "to").empty() || !text_at(item, "to_user_id").empty();
  return addressed ? Direction::outbound : Direction::inbound;
}

void adopt(std::string& fact, std::string from) {
  if (!from.empty()) fact = std::move(from);
}

}  // namespace

bool fill_message(ChangeScope& scope, const JsonObject& item, std::string_view raw, MessageEvent& event) {
  event.message_id = text_at(item, "id");
  if (std::string broken = read_content(item, event.content); !broken.empty()) {
    scope.out.broken(std::move(broken), raw);
    return false;
  }
  read_surroundings(item, event.content);
  if (const auto why = pointless(event.content); !why.empty()) {
    scope.out.ignore(std::string{why}, {{"message_id", event.message_id}});
    return false;
  }
  if (event.content.raw_type.empty() || (event.message_id.empty() && event.content.type == MessageType::unknown)) {
    scope.out.broken("a message without type, or without id and of no known type", raw);
    return false;
  }
  // The same id on two numbers of ours is two messages.
  if (!event.message_id.empty() && !scope.out.is_first("message " + scope.number.number_id + " " + event.message_id)) {
    scope.out.ignore("the same message twice in one delivery", {{"message_id", event.message_id}});
    return false;
  }
  event.number = scope.number;
  event.timestamp_s = integer_at(item, "timestamp");
  event.group_id = text_at(item, "group_id");
  event.history = scope.history;
  event.raw_json = raw;
  return true;
}

void read_message(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  if (text_at(item, "type") == "system") {
    read_system(scope, item, raw);
    return;
  }
  MessageEvent event;
  if (!fill_message(scope, item, raw, event)) return;
  event.customer = sender_of(scope, item);
  scope.out.add(std::move(event));
}

void read_echo(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  MessageEvent event;
  if (!fill_message(scope, item, raw, event)) return;
  event.direction = Direction::outbound;
  event.sender_phone = digits_of(text_at(item, "from"));
  event.customer = addressee_of(scope, item);
  scope.out.add(std::move(event));
}

void read_history_message(ChangeScope& scope, const Party& customer, const JsonObject& item, std::string_view raw) {
  MessageEvent event;
  if (!fill_message(scope, item, raw, event)) return;
  event.history = true;
  event.history_status = history_status(item);
  event.customer = customer;
  event.direction = history_direction(scope, customer, item);
  if (event.direction == Direction::outbound) {
    event.sender_phone = digits_of(text_at(item, "from"));
    adopt(event.customer.user_id, text_at(item, "to_user_id"));
  } else {
    adopt(event.customer.phone, digits_of(text_at(item, "from")));
    adopt(event.customer.user_id, text_at(item, "from_user_id"));
  }
  scope.out.add(std::move(event));
}

}  // namespace recado::meta
