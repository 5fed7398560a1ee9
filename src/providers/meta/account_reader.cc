#include <simdjson.h>

#include <array>
#include <utility>

#include "providers/meta/management_reader.h"

namespace recado::meta {

namespace {

// What happened: the fields name it differently.
std::string happening(const JsonObject& value) {
  std::string event = text_at_first(value, {"event", "decision", "status", "alert_type"});
  if (!event.empty()) return event;
  if (const auto alert = object_at(value, "alert_info")) return text_at(*alert, "alert_type");
  return {};
}

// Facts of the objects that belong to one event each. Samples put them in more than one place, so they are looked for in
// whatever value arrives (reference, 3).
void add_details(Notice& notice, const JsonObject& value) {
  struct Detail {
    std::string_view object, key, fact;
  };
  static constexpr std::array<Detail, 12> k_details{{
      {"ban_info", "waba_ban_state", "ban_state"},
      {"ban_info", "waba_ban_date", "ban_date"},
      {"violation_info", "violation_type", "violation"},
      {"violation_info", "remediation", "remediation"},
      {"disconnection_info", "reason", "reason"},
      {"disconnection_info", "initiated_by", "initiated_by"},
      {"waba_info", "waba_id", "partner_waba_id"},
      {"waba_info", "owner_business_id", "owner_business_id"},
      {"waba_info", "partner_app_id", "partner_app_id"},
      {"alert_info", "alert_severity", "severity"},
      {"alert_info", "alert_status", "alert_status"},
      {"alert_info", "alert_description", "text"},
  }};
  for (const Detail& detail : k_details) {
    if (const auto object = object_at(value, detail.object)) notice.text(std::string{detail.fact}, *object, detail.key);
  }
  if (const auto restriction = first_object_at(value, "restriction_info")) {
    notice.text("restriction", *restriction, "restriction_type")
        .integer("restriction_ends", integer_at(*restriction, "expiration"));
  }
}

void read_account(ChangeScope& scope, const JsonObject& value) {
  if (const auto settings = object_at(value, "phone_number_settings"); settings && scope.number.number_id.empty()) {
    scope.number.number_id = text_at(*settings, "phone_number_id");
  }
  Notice notice(scope, "account");
  notice.text("field", std::string{scope.field}).text("account_event", happening(value)).time(scope, value);
  for (const std::string_view key :
       {"display_phone_number", "phone_number", "username", "requested_verified_name", "rejection_reason",
        "entity_type", "entity_id", "requester", "country", "solution_id", "solution_status",
        "max_daily_conversation_per_phone", "max_daily_conversations_per_business", "max_phone_numbers_per_business",
        "max_phone_numbers_per_waba"}) {
    notice.text(std::string{key}, value, key);
  }
  add_details(notice, value);
  notice.add_to(scope.out);
}

void read_number_quality(ChangeScope& scope, const JsonObject& value) {
  // current_limit gave way to max_daily_conversations_per_business in February 2026.
  Notice(scope, "quality")
      .text("subject", "phone_number")
      .text("display_phone_number", value, "display_phone_number")
      .text("account_event", value, "event")
      .text("previous", value, "old_limit")
      .text("current", text_at_first(value, {"current_limit", "max_daily_conversations_per_business"}))
      .time(scope, value)
      .add_to(scope.out);
}

void read_flow(ChangeScope& scope, const JsonObject& value) {
  Notice(scope, "flow")
      .text("flow_id", value, "flow_id")
      .text("account_event", value, "event")
      .text("previous", value, "old_status")
      .text("current", value, "new_status")
      .text("text", value, "message")
      .text("alert_state", value, "alert_state")
      .time(scope, value)
      .add_to(scope.out);
}

constexpr std::array<std::pair<std::string_view, ReadValue>, 18> k_fields{{
    {"message_template_status_update", read_template_status},
    {"message_template_quality_update", read_template_quality},
    {"message_template_components_update", read_template_components},
    {"template_category_update", read_template_category},
    {"template_correct_category_detection", read_template_category},
    {"phone_number_quality_update", read_number_quality},
    {"flows", read_flow},
    {"phone_number_name_update", read_account},
    {"account_update", read_account},
    {"account_alerts", read_account},
    {"account_review_update", read_account},
    {"account_settings_update", read_account},
    {"business_capability_update", read_account},
    {"business_username_update", read_account},
    {"business_username_updates", read_account},
    {"security", read_account},
    {"partner_solutions", read_account},
    {"payment_configuration_update", read_account},
}};

}  // namespace

ReadValue management_reader_for(std::string_view field) {
  for (const auto& [name, read] : k_fields) {
    if (name == field) return read;
  }
  return nullptr;
}

}  // namespace recado::meta
