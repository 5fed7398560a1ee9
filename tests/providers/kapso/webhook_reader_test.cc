#include "providers/kapso/deliveries.h"

namespace recado::kapso {
namespace {

constexpr std::string_view k_received = "whatsapp.message.received";

TEST(KapsoMessage, A_text_is_read_with_who_when_and_for_which_number) {
  const auto event = only<MessageEvent>(k_received, text("wamid.1", "¿Está abierto?"));
  EXPECT_EQ(event.direction, Direction::inbound);
  EXPECT_EQ(event.message_id, "wamid.1");
  EXPECT_EQ(event.number.number_id, "9001");
  EXPECT_EQ(event.customer.phone, "573005550111");
  EXPECT_EQ(event.customer.profile_name, "Lucía");
  EXPECT_EQ(event.timestamp_s, 1763700000);
  EXPECT_EQ(event.conversation_ref, "c-1");
  EXPECT_EQ(event.content.type, MessageType::text);
  EXPECT_EQ(event.content.text, "¿Está abierto?");
}

TEST(KapsoMessage, The_message_as_it_came_is_kept_beside_what_was_read) {
  const std::string raw = message("wamid.1", R"("type":"text","text":{"body":"a\u00e9"}, "new_fact" : [1])");
  EXPECT_EQ(only<MessageEvent>(k_received, payload(raw)).raw_json, raw);
}

TEST(KapsoMessage, A_customer_without_a_number_is_known_by_user_id) {
  const auto event = only<MessageEvent>(
      k_received, R"({"message":{"id":"wamid.1","type":"text","text":{"body":"x"},"from_user_id":"CO.55",)"
                  R"("username":"@ana"},"conversation":{"id":"c-1","phone_number":null},"phone_number_id":9001})");
  EXPECT_EQ(event.customer.phone, "");
  EXPECT_EQ(event.customer.user_id, "CO.55");
  EXPECT_EQ(event.customer.username, "ana");
  EXPECT_EQ(event.number.number_id, "9001");
}

TEST(KapsoMessage, A_conversation_of_somebody_else_lends_no_number) {
  const auto event = only<MessageEvent>(
      k_received, R"({"message":{"id":"wamid.1","type":"text","text":{"body":"x"},"from_user_id":"CO.55"},)"
                  R"("conversation":{"phone_number":"573005550111","business_scoped_user_id":"CO.56"},)"
                  R"("phone_number_id":"9001"})");
  EXPECT_EQ(event.customer.phone, "");
  EXPECT_EQ(event.customer.user_id, "CO.55");
}

TEST(KapsoMessage, A_file_is_completed_with_what_kapso_knows_and_not_with_its_summary) {
  const auto event = only<MessageEvent>(
      k_received, payload(message("wamid.1", R"("type":"image","image":{"id":"m-1"})",
                                  R"("content":"Image attached: a.jpg","media_url":"https://api.kapso.ai/m/1",)"
                                  R"("media_data":{"filename":"a.jpg","content_type":"image/jpeg","byte_size":2048},)"
                                  R"("message_type_data":{"caption":"La factura"})")));
  ASSERT_EQ(event.content.media.size(), 1U);
  const Media& image = event.content.media[0];
  EXPECT_EQ(image.id, "m-1");
  EXPECT_EQ(image.url, "https://api.kapso.ai/m/1");
  EXPECT_EQ(image.mime, "image/jpeg");
  EXPECT_EQ(image.filename, "a.jpg");
  EXPECT_EQ(image.size_bytes, 2048);
  EXPECT_EQ(image.caption, "La factura");
  EXPECT_EQ(event.content.text, "");
}

TEST(KapsoMessage, A_voice_note_brings_its_transcript) {
  const auto event =
      only<MessageEvent>(k_received, payload(message("wamid.1", R"("type":"audio","audio":{"id":"m-1","voice":true})",
                                                     R"("transcript":{"text":"buenas tardes"})")));
  EXPECT_EQ(event.content.media.at(0).transcript, "buenas tardes");
  EXPECT_EQ(event.content.media.at(0).voice, true);
}

TEST(KapsoMessage, Where_the_message_says_nothing_the_summary_is_shown) {
  const auto place = only<MessageEvent>(
      k_received, payload(message("wamid.1", R"("type":"location")", R"("content":"Location: 4.6, -74.1")")));
  EXPECT_EQ(place.content.type, MessageType::location);
  EXPECT_FALSE(place.content.location);
  EXPECT_EQ(place.content.text, "Location: 4.6, -74.1");
  const auto words = only<MessageEvent>(
      k_received, payload(message("wamid.2", R"("type":"text","text":{"body":"Sí"})", R"("content":"Yes")")));
  EXPECT_EQ(words.content.text, "Sí");
}

TEST(KapsoMessage, Answers_to_buttons_reactions_and_quotes_are_read_as_those_of_meta) {
  const auto button = only<MessageEvent>(
      k_received, payload(message("wamid.1", R"("type":"interactive","context":{"id":"wamid.0"},"interactive":)"
                                             R"({"type":"button_reply","button_reply":{"id":"b","title":"Sí"}})")));
  EXPECT_EQ(button.content.type, MessageType::button_reply);
  EXPECT_EQ(button.content.button_payload, "b");
  EXPECT_EQ(button.content.reply_to, "wamid.0");
  const auto reaction = only<MessageEvent>(
      k_received, payload(message("wamid.2", R"("type":"reaction","reaction":{"message_id":"wamid.0","emoji":"👍"})")));
  EXPECT_EQ(reaction.content.reaction_to, "wamid.0");
}

TEST(KapsoMessage, An_imported_message_is_history) {
  const auto event = only<MessageEvent>(
      k_received, payload(message("wamid.1", R"("type":"text","text":{"body":"x"})", R"("origin":"history_sync")")));
  EXPECT_TRUE(event.history);
  const auto delivery = read("whatsapp.message.sent", ours("wamid.2", R"("origin":"history_sync","status":"read")"));
  ASSERT_EQ(delivery.events.size(), 1U);
  const auto& sent = std::get<MessageEvent>(delivery.events[0]);
  EXPECT_EQ(sent.direction, Direction::outbound);
  EXPECT_EQ(sent.history_status, DeliveryStatus::read);
}

TEST(KapsoBatch, Every_payload_of_a_batch_is_read_and_a_broken_one_costs_only_itself) {
  const auto delivery =
      read(k_received, R"({"type":"whatsapp.message.received","batch":true,"data":[)" + text("wamid.1") +
                           R"(,{"message":7},)" + text("wamid.2") + "," + text("wamid.2") + "]}");
  const auto messages = all<MessageEvent>(delivery);
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[1].message_id, "wamid.2");
  EXPECT_EQ(all<BrokenItem>(delivery).size(), 1U);
  EXPECT_EQ(all<IgnoredEvent>(delivery).size(), 1U) << "twice in one delivery";
}

TEST(KapsoBatch, A_batch_that_calls_itself_something_else_than_the_header_is_not_believed) {
  const auto delivery = read("whatsapp.message.failed",
                             R"({"type":"whatsapp.message.sent","batch":true,"data":[)" + ours("wamid.1", "") + "]}");
  ASSERT_EQ(delivery.events.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<BrokenItem>(delivery.events[0]));
}

TEST(KapsoBatch, An_empty_batch_is_nothing) {
  EXPECT_EQ(all<IgnoredEvent>(read(k_received, R"({"batch":true,"data":[]})")).size(), 1U);
}

TEST(KapsoStatus, The_event_says_how_far_and_the_history_when_and_whose) {
  const auto event = only<StatusEvent>(
      "whatsapp.message.delivered",
      ours("wamid.1", R"("status":"read","origin":"cloud_api","statuses":[)"
                      R"({"status":"sent","timestamp":"1763700001","biz_opaque_callback_data":"msg_1"},)"
                      R"({"status":"delivered","timestamp":"1763700002","biz_opaque_callback_data":"msg_1",)"
                      R"("pricing":{"billable":false,"category":"service"}},)"
                      R"({"status":"read","timestamp":"1763700003"}])"));
  EXPECT_EQ(event.status, DeliveryStatus::delivered);
  EXPECT_EQ(event.timestamp_s, 1763700002);
  EXPECT_EQ(event.recipient.phone, "573005550111");
  EXPECT_EQ(event.callback_data, "msg_1");
  EXPECT_EQ(event.pricing_category, "service");
  EXPECT_EQ(event.conversation_ref, "c-1");
}

TEST(KapsoStatus, A_failure_says_why_in_words_for_the_person) {
  const auto event =
      only<StatusEvent>("whatsapp.message.failed",
                        ours("wamid.1", R"("status":"failed","statuses":[{"status":"failed","errors":[{"code":131047,)"
                                        R"("title":"Re-engagement message"}]}])"));
  ASSERT_TRUE(event.failure);
  EXPECT_EQ(event.failure->reason, "window_closed");
  EXPECT_EQ(event.error->code, 131047);
}

TEST(KapsoStatus, What_was_written_on_the_phone_app_is_a_message_too) {
  const auto delivery = read("whatsapp.message.sent", ours("wamid.1", R"("origin":"business_app","status":"sent")"));
  const auto messages = all<MessageEvent>(delivery);
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].direction, Direction::outbound);
  EXPECT_EQ(messages[0].customer.phone, "573005550111");
  EXPECT_EQ(messages[0].content.text, "Ya vamos");
  EXPECT_EQ(all<StatusEvent>(delivery).size(), 1U);
  EXPECT_TRUE(
      all<MessageEvent>(read("whatsapp.message.delivered", ours("wamid.1", R"("origin":"business_app")"))).empty());
}

TEST(KapsoStatus, A_header_that_contradicts_the_body_changes_nothing) {
  for (const auto& [event, body] : std::vector<std::pair<std::string, std::string>>{
           {"whatsapp.message.received", ours("wamid.1", R"("status":"sent")")},
           {"whatsapp.message.read", text("wamid.1")},
           {"whatsapp.message.failed", ours("wamid.1", R"("status":"delivered")")},
           {"whatsapp.message.received", R"({"conversation":{"id":"c-1"},"phone_number_id":"9001"})"},
           {"whatsapp.conversation.ended", R"({"phone_number_id":"9001"})"},
           {"workflow.execution.failed", R"({"event":"workflow.execution.handoff"})"}}) {
    const auto delivery = read(event, body);
    ASSERT_EQ(delivery.events.size(), 1U) << event;
    EXPECT_TRUE(std::holds_alternative<BrokenItem>(delivery.events[0])) << event << " " << body;
  }
}

TEST(KapsoStatus, Without_the_header_the_body_tells_as_far_as_it_can) {
  EXPECT_EQ(only<MessageEvent>("", text("wamid.1")).message_id, "wamid.1");
  EXPECT_EQ(only<StatusEvent>("", ours("wamid.1", R"("status":"read")")).status, DeliveryStatus::read);
  EXPECT_EQ(all<IgnoredEvent>(read("", R"({"conversation":{"id":"c-1"}})")).size(), 1U) << "created or ended?";
}

TEST(KapsoNotice, Conversations_numbers_and_workflows_are_told) {
  const auto inactive =
      only<NoticeEvent>("whatsapp.conversation.inactive", R"({"conversation":{"id":"c-1","phone_number":"+57300"},)"
                                                          R"("inactivity":{"minutes":60},"phone_number_id":"9001"})");
  EXPECT_EQ(inactive.kind, "conversation");
  EXPECT_EQ(fact(inactive, "conversation_event"), "inactive");
  EXPECT_EQ(fact(inactive, "inactive_minutes"), "60");
  for (const std::string body : {R"({"phone_number_id":"9001","project":{"id":"p"},"customer":{"id":"k"}})",
                                 R"({"event":"whatsapp.phone_number.created","data":{"phone_number_id":"9001",)"
                                 R"("customer":{"id":"k"}}})"}) {
    const auto created = only<NoticeEvent>("whatsapp.phone_number.created", body);
    EXPECT_EQ(created.kind, "account");
    EXPECT_EQ(created.number.number_id, "9001");
    EXPECT_EQ(fact(created, "customer_id"), "k");
  }
  const auto handoff = only<NoticeEvent>(
      "workflow.execution.handoff",
      R"({"event":"workflow.execution.handoff","workflow_execution_id":"e","handoff":{"reason":"asked"}})");
  EXPECT_EQ(handoff.kind, "workflow");
  EXPECT_EQ(fact(handoff, "workflow_event"), "execution.handoff");
  EXPECT_EQ(fact(handoff, "reason"), "asked");
}

TEST(KapsoNotice, A_new_user_id_is_linked_to_the_old_one) {
  const auto event = only<SystemEvent>("whatsapp.contact.identity_changed",
                                       R"({"contact":{"wa_id":"573005550111","business_scoped_user_id":"CO.2"},)"
                                       R"("previous":{"business_scoped_user_id":"CO.1"},"phone_number_id":"9001"})");
  EXPECT_EQ(event.customer.user_id, "CO.1");
  EXPECT_EQ(event.new_user_id, "CO.2");
}

TEST(KapsoNotice, An_event_that_no_rule_knows_is_ignored_and_named) {
  const auto ignored = only<IgnoredEvent>("kapso_agent.run.finished", R"({"x":1})");
  EXPECT_EQ(ignored.facts.at(0).second, "kapso_agent.run.finished");
}

TEST(KapsoDelivery, Metas_own_notification_is_read_whatever_the_header_says) {
  const auto event = only<MessageEvent>(
      "", R"({"object":"whatsapp_business_account","entry":[{"id":"7001","changes":[{"field":"messages","value":)"
          R"({"metadata":{"phone_number_id":"9001"},"messages":[{"id":"wamid.1","from":"573005550111","type":"text",)"
          R"("text":{"body":"Hola"}}]}}]}]})");
  EXPECT_EQ(event.number.number_id, "9001");
  EXPECT_EQ(event.content.text, "Hola");
}

TEST(KapsoDelivery, What_is_no_object_is_no_delivery) {
  for (const std::string_view body : {"", "not json", "{", "[]", "7"}) {
    EXPECT_FALSE(make_webhook_reader()->read({k_received, body})) << body;
  }
}

TEST(KapsoDelivery, Version_1_is_refused_with_what_to_do) {
  const auto broken = only<BrokenItem>(
      k_received, R"({"message":{"message_type":"text","content":"x","direction":"inbound"},"whatsapp_config":{}})");
  EXPECT_NE(broken.reason.find("v2"), std::string::npos);
}

}  // namespace
}  // namespace recado::kapso
