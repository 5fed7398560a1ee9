#include "providers/meta/notice_reader.h"

#include <simdjson.h>

#include <utility>

namespace recado::meta {

namespace {

std::string call_direction(const JsonObject& call) {
  const std::string word = text_at(call, "direction");
  if (word == "USER_INITIATED") return "inbound";
  if (word == "BUSINESS_INITIATED") return "outbound";
  return lower_case(word);
}

void add_error(Notice& notice, const ProviderError& error) {
  notice.integer("error_code", error.code)
      .text("error_title", error.title)
      .text("error_details", error.details)
      .text("reason", error.reason);
}

}  // namespace

void read_call(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const std::string id = text_at_first(item, {"id", "wacid"});
  if (id.empty()) return scope.out.broken("a call has no id", raw);
  Notice notice(scope, "call");
  notice.text("call_id", id)
      .text("call_event", item, "event")
      .text("direction", call_direction(item))
      .text("from", digits_of(text_at(item, "from")))
      .text("from_user_id", item, "from_user_id")
      .text("to", digits_of(text_at(item, "to")))
      .text("to_user_id", item, "to_user_id")
      .text("status", lower_case(text_at(item, "status")))
      .integer("duration", integer_at(item, "duration"))
      .text("callback_data", item, "biz_opaque_callback_data")
      .time(scope, item);
  if (const auto error = first_error(item)) add_error(notice, *error);
  notice.add_to(scope.out);
}

void read_call_status(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const std::string id = text_at(item, "id");
  if (id.empty()) return scope.out.broken("a call status has no id", raw);
  Notice notice(scope, "call");
  notice.text("call_id", id)
      .text("call_event", "status")
      .text("status", lower_case(text_at(item, "status")))
      .text("recipient", digits_of(text_at(item, "recipient_id")))
      .text("recipient_user_id", item, "recipient_user_id")
      .text("callback_data", item, "biz_opaque_callback_data")
      .time(scope, item);
  if (const auto error = first_error(item)) add_error(notice, *error);
  notice.add_to(scope.out);
}

void read_group(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const std::string id = text_at(item, "group_id");
  const std::string type = text_at(item, "type");
  if (id.empty() && type.empty()) return scope.out.broken("a group event has neither id nor type", raw);
  std::string subject = text_at(item, "subject");
  if (const auto changed = object_at(item, "group_subject"); changed && subject.empty()) {
    subject = text_at(*changed, "text");
  }
  Notice notice(scope, "group");
  notice.text("group_id", id).text("group_event", type).text("subject", subject).time(scope, item);
  notice.text("request_id", item, "request_id").text("invite_link", item, "invite_link");
  if (const auto error = first_error(item)) add_error(notice, *error);
  notice.add_to(scope.out);
}

void read_preference(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  Party person;
  person.phone = digits_of(text_at(item, "wa_id"));
  person.user_id = text_at(item, "user_id");
  person.parent_user_id = text_at(item, "parent_user_id");
  scope.contacts.complete(person);
  const std::string value = text_at(item, "value");
  if (value.empty()) return scope.out.broken("a preference has no value", raw);
  Notice(scope, "preference")
      .text("from", person.phone)
      .text("from_user_id", person.user_id)
      .text("contact_name", person.profile_name)
      .text("category", item, "category")
      .text("value", value)
      .text("signup_id", item, "signup_id")
      .text("text", item, "detail")
      .time(scope, item)
      .add_to(scope.out);
}

void read_contact_sync(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const auto contact = object_at(item, "contact");
  if (!contact) return scope.out.broken("'contact' is not an object", raw);
  Notice notice(scope, "account");
  notice.text("field", std::string{scope.field})
      .text("account_event", "contact_" + text_at(item, "action"))
      .text("from", digits_of(text_at(*contact, "phone_number")))
      .text("from_user_id", *contact, "user_id")
      .text("username", *contact, "username")
      .text("contact_name", text_at_first(*contact, {"full_name", "first_name"}));
  if (const auto metadata = object_at(item, "metadata")) notice.time(scope, *metadata);
  notice.add_to(scope.out);
}

void read_automatic_event(ChangeScope& scope, const JsonObject& item, std::string_view raw) {
  const std::string name = text_at(item, "event_name");
  if (name.empty()) return scope.out.broken("an automatic event has no name", raw);
  Notice(scope, "account")
      .text("field", std::string{scope.field})
      .text("account_event", name)
      .text("message_id", item, "id")
      .text("ctwa_clid", item, "ctwa_clid")
      .time(scope, item)
      .add_to(scope.out);
}

void read_error(ChangeScope& scope, const JsonObject& item, std::string_view) {
  Notice notice(scope, "error");
  add_error(notice, error_from(item));
  notice.text("related_message_id", item, "message_id").time(scope, item);
  notice.add_to(scope.out);
}

}  // namespace recado::meta
