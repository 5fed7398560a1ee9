#include "providers/meta/deliveries.h"

namespace recado::meta {
namespace {

TEST(MetaNotice, A_template_decision_tells_template_status_and_reason) {
  const auto event = only<NoticeEvent>(management(
      "message_template_status_update",
      R"({"event":"REJECTED","message_template_id":594425479261596,"message_template_name":"aviso","message_template_language":)"
      R"("es_CO","reason":"INVALID_FORMAT","rejection_info":{"reason":"Mal.","recommendation":"Corrija."}})"));
  EXPECT_EQ(event.kind, "template_status");
  EXPECT_EQ(fact(event, "template_id"), "594425479261596");
  EXPECT_EQ(fact(event, "status"), "REJECTED");
  EXPECT_EQ(fact(event, "reason"), "INVALID_FORMAT");
  EXPECT_EQ(fact(event, "error_details"), "Mal. Corrija.");
  EXPECT_EQ(fact(event, "timestamp"), "1763700100");
}

TEST(MetaNotice, A_quality_change_under_the_wrong_field_name_is_a_quality_change) {
  const auto event = only<NoticeEvent>(management(
      "message_template_status_update",
      R"({"previous_quality_score":"GREEN","new_quality_score":"RED","message_template_id":1,"message_template_name":"a"})"));
  EXPECT_EQ(event.kind, "quality");
  EXPECT_EQ(fact(event, "current"), "RED");
}

TEST(MetaNotice, A_category_that_will_change_names_the_next_one) {
  const auto event = only<NoticeEvent>(
      management("template_category_update", R"({"new_category":"UTILITY","correct_category":"MARKETING"})"));
  EXPECT_EQ(event.kind, "template_category");
  EXPECT_EQ(fact(event, "current"), "UTILITY");
  EXPECT_EQ(fact(event, "next"), "MARKETING");
}

TEST(MetaNotice, Account_events_keep_what_identifies_them) {
  const auto banned = only<NoticeEvent>(
      management("account_update", R"({"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}})"));
  EXPECT_EQ(banned.kind, "account");
  EXPECT_EQ(fact(banned, "account_event"), "DISABLED_UPDATE");
  EXPECT_EQ(fact(banned, "ban_state"), "DISABLE");
  const auto alert = only<NoticeEvent>(management(
      "account_alerts", R"({"entity_id":"5","alert_info":{"alert_type":"LIMIT","alert_severity":"WARNING"}})"));
  EXPECT_EQ(fact(alert, "account_event"), "LIMIT");
  EXPECT_EQ(fact(alert, "severity"), "WARNING");
  const auto limit = only<NoticeEvent>(management(
      "phone_number_quality_update", R"({"event":"ONBOARDING","max_daily_conversations_per_business":"TIER_2K"})"));
  EXPECT_EQ(limit.kind, "quality");
  EXPECT_EQ(fact(limit, "current"), "TIER_2K");
}

TEST(MetaNotice, A_stop_of_marketing_names_the_person) {
  const auto event = only<NoticeEvent>(body_of(entry(change(
      R"("user_preferences":[{"user_id":"CO.77","category":"marketing_messages","value":"stop","timestamp":"12"}])",
      "user_preferences"))));
  EXPECT_EQ(event.kind, "preference");
  EXPECT_EQ(fact(event, "from_user_id"), "CO.77");
  EXPECT_EQ(fact(event, "value"), "stop");
  EXPECT_EQ(fact(event, "timestamp"), "12");
}

TEST(MetaNotice, Groups_flows_and_contact_sync_are_read) {
  EXPECT_EQ(fact(only<NoticeEvent>(body_of(entry(change(
                     R"("groups":[{"group_id":"G","type":"group_create","subject":"S"}])", "group_lifecycle_update")))),
                 "group_event"),
            "group_create");
  EXPECT_EQ(
      fact(only<NoticeEvent>(management("flows", R"({"event":"FLOW_STATUS_CHANGE","flow_id":"1","new_status":"X"})")),
           "current"),
      "X");
  const auto sync = only<NoticeEvent>(body_of(entry(change(
      R"("state_sync":[{"type":"contact","contact":{"full_name":"Ana","phone_number":"573005550111"},"action":"remove"}])",
      "smb_app_state_sync"))));
  EXPECT_EQ(fact(sync, "account_event"), "contact_remove");
  EXPECT_EQ(fact(sync, "from"), "573005550111");
}

TEST(MetaNotice, A_copy_for_the_app_that_is_not_in_charge_is_never_a_message) {
  const auto delivery = read(body_of(entry(change(R"("messages":[)" + text("wamid.1") + "]", "standby"))));
  EXPECT_EQ(all<MessageEvent>(delivery).size(), 0U);
  EXPECT_EQ(all<IgnoredEvent>(delivery).size(), 1U);
}

TEST(MetaNotice, A_list_of_the_future_is_not_passed_over_in_silence) {
  const auto delivery =
      read(body_of(entry(change(R"("messages":[)" + text("wamid.1") + R"(],"user_actions":[{},{}])"))));
  EXPECT_EQ(all<MessageEvent>(delivery).size(), 1U);
  const auto ignored = all<IgnoredEvent>(delivery);
  ASSERT_EQ(ignored.size(), 1U);
  EXPECT_EQ(ignored[0].facts.at(0).second, "user_actions");
}

TEST(MetaNotice, A_field_of_the_future_is_ignored_with_its_name) {
  const auto event = only<IgnoredEvent>(management("telepathy", R"({"x":1})"));
  ASSERT_EQ(event.facts.size(), 1U);
  EXPECT_EQ(event.facts[0].second, "telepathy");
}

}  // namespace
}  // namespace recado::meta
