#include "providers/kapso/notice_reader.h"

#include <simdjson.h>

#include <array>
#include <utility>

#include "providers/meta/contact_book.h"

namespace recado::kapso {

using meta::ChangeScope;
using meta::digits_of;
using meta::Notice;
using meta::object_at;
using meta::text_at;

namespace {

std::string_view behind(std::string_view text, std::string_view prefix) {
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  return text;
}

void read_conversation(ChangeScope& scope, const Item& item) {
  if (!conversation_of(item.root)) {
    return scope.out.broken("the event is about a conversation and there is none in it", item.raw);
  }
  const std::string what{behind(item.event, "whatsapp.conversation.")};
  const auto inactivity = object_at(item.root, "inactivity");
  Notice notice(scope, "conversation");
  notice.text("conversation_event", what)
      .text("conversation_id", conversation_id_of(item.root))
      .text("from", conversation_phone_of(item.root))
      .text("from_user_id", *conversation_of(item.root), "business_scoped_user_id")
      .text("contact_name", contact_name_of(item.root));
  if (inactivity) notice.integer("inactive_minutes", meta::integer_at(*inactivity, "minutes"));
  if (const auto since = object_at(item.root, "since_message")) {
    notice.text("message_id", *since, "whatsapp_message_id");
  }
  notice.add_to(scope.out);
}

// Facts of the objects that belong to one event each.
void add_details(Notice& notice, const JsonObject& root) {
  struct Detail {
    std::string_view object, key, fact;
  };
  static constexpr std::array<Detail, 11> k_details{{
      {"customer", "id", "customer_id"},
      {"customer", "external_customer_id", "external_customer_id"},
      {"project", "id", "project_id"},
      {"disconnection", "reason", "reason"},
      {"disconnection", "initiated_by", "initiated_by"},
      {"violation", "type", "violation"},
      {"violation", "remediation", "remediation"},
      {"ban", "state", "ban_state"},
      {"ban", "date_label", "ban_date"},
      {"setup_link", "id", "setup_link_id"},
      {"setup_link", "status", "setup_link_status"},
  }};
  for (const Detail& detail : k_details) {
    if (const auto object = object_at(root, detail.object)) notice.text(std::string{detail.fact}, *object, detail.key);
  }
  if (const auto restriction = meta::first_object_at(root, "restrictions")) {
    notice.text("restriction", *restriction, "type").text("restriction_ends", *restriction, "expires_at");
  }
}

// An account event lists the numbers of the account.
std::string listed_numbers(const JsonObject& root) {
  std::string ids;
  simdjson::dom::array numbers;
  if (root.at_key("phone_numbers").get_array().get(numbers) != simdjson::SUCCESS) return ids;
  for (const auto element : numbers) {
    JsonObject number;
    if (element.get_object().get(number) != simdjson::SUCCESS) continue;
    const std::string id = text_at(number, "id");
    if (!id.empty()) ids += (ids.empty() ? "" : ",") + id;
  }
  return ids;
}

void read_account(ChangeScope& scope, const Item& item) {
  Notice notice(scope, "account");
  notice.text("account_event", std::string{item.event})
      .text("event_id", item.root, "id")
      .text("occurred_at", item.root, "occurred_at")
      .text("display_phone_number", scope.number.display_phone)
      .text("connection_type", item.root, "connection_type")
      .text("phone_number_ids", listed_numbers(item.root));
  add_details(notice, item.root);
  notice.add_to(scope.out);
}

void read_workflow(ChangeScope& scope, const Item& item) {
  Notice notice(scope, "workflow");
  notice.text("workflow_event", std::string{behind(item.event, "workflow.")})
      .text("conversation_id", conversation_id_of(item.root))
      .text("execution_id", item.root, "workflow_execution_id")
      .text("workflow_id", item.root, "workflow_id")
      .text("tracking_id", item.root, "tracking_id")
      .text("occurred_at", item.root, "occurred_at")
      .text("status", item.root, "status");
  if (const auto handoff = object_at(item.root, "handoff")) {
    notice.text("reason", *handoff, "reason").text("source", *handoff, "source");
  }
  if (const auto error = object_at(item.root, "error")) notice.text("reason", *error, "message");
  notice.add_to(scope.out);
}

Party contact_of(const JsonObject& root) {
  Party person;
  const auto contact = object_at(root, "contact");
  if (!contact) return person;
  person.phone = digits_of(meta::text_at_first(*contact, {"wa_id", "phone_number"}));
  person.user_id = text_at(*contact, "business_scoped_user_id");
  person.parent_user_id = text_at(*contact, "parent_business_scoped_user_id");
  person.username = without_at(text_at(*contact, "username"));
  person.profile_name = meta::text_at_first(*contact, {"profile_name", "display_name"});
  return person;
}

void read_identity(ChangeScope& scope, const Item& item) {
  const auto previous = object_at(item.root, "previous");
  const Party now = contact_of(item.root);
  if (!previous || now.user_id.empty()) {
    return scope.out.broken("a change of identity does not name the old and the new user id", item.raw);
  }
  SystemEvent event;
  event.number = scope.number;
  event.system_type = "user_id_update";
  event.customer = now;
  event.customer.user_id = text_at(*previous, "business_scoped_user_id");
  event.new_user_id = now.user_id;
  scope.out.add(std::move(event));
}

void read_preference(ChangeScope& scope, const Item& item) {
  const auto preference = object_at(item.root, "marketing_preference");
  const std::string status = preference ? text_at(*preference, "status") : std::string{};
  if (status.empty()) return scope.out.broken("a marketing preference has no status", item.raw);
  const Party person = contact_of(item.root);
  Notice(scope, "preference")
      .text("from", person.phone)
      .text("from_user_id", person.user_id)
      .text("contact_name", person.profile_name)
      .text("category", "marketing_messages")
      .text("value", status == "stopped"   ? "stop"
                     : status == "resumed" ? "resume"
                                           : status)
      .text("text", *preference, "detail")
      .text("occurred_at", *preference, "occurred_at")
      .add_to(scope.out);
}

constexpr std::array<std::pair<std::string_view, ReadItem>, 7> k_events{{
    {"whatsapp.conversation.", read_conversation},
    {"whatsapp.contact.identity_changed", read_identity},
    {"whatsapp.contact.marketing_preference_changed", read_preference},
    {"whatsapp.phone_number.", read_account},
    {"whatsapp.account.", read_account},
    {"whatsapp.config.", read_account},
    {"workflow.execution.", read_workflow},
}};

}  // namespace

ReadItem notice_reader_for(std::string_view event) {
  for (const auto& [name, read] : k_events) {
    if (name.ends_with('.') ? event.starts_with(name) : event == name) return read;
  }
  return nullptr;
}

}  // namespace recado::kapso
