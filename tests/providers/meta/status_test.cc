#include "providers/meta/deliveries.h"

namespace recado::meta {
namespace {

TEST(MetaStatus, A_status_brings_back_our_own_message_id) {
  const auto event = only<StatusEvent>(with_status(
      R"("id":"wamid.1","status":"delivered","timestamp":"1763700001","recipient_id":"573005550111",)"
      R"("biz_opaque_callback_data":"msg_01","conversation":{"id":"k","expiration_timestamp":"9","origin":{"type":"utility"}},)"
      R"("pricing":{"pricing_model":"PMP","category":"utility","type":"regular"})"));
  EXPECT_EQ(event.status, DeliveryStatus::delivered);
  EXPECT_EQ(event.callback_data, "msg_01");
  EXPECT_EQ(event.recipient.phone, "573005550111");
  EXPECT_EQ(event.conversation_expires_s, 9);
  EXPECT_EQ(event.conversation_origin, "utility");
  EXPECT_EQ(event.pricing_category, "utility");
  EXPECT_EQ(event.billable, true) << "derived from the type";
}

TEST(MetaStatus, A_failure_says_why) {
  const auto event = only<StatusEvent>(with_status(
      R"("id":"wamid.1","status":"failed","errors":[{"code":131049,"message":"M","error_data":{"details":"D"}}])"));
  ASSERT_TRUE(event.error);
  EXPECT_EQ(event.error->code, 131049);
  EXPECT_EQ(event.error->reason, "held_back_by_meta");
  EXPECT_EQ(event.error->title, "M");
  EXPECT_EQ(event.error->details, "D");
  EXPECT_FALSE(event.timestamp_s);
}

TEST(MetaStatus, A_status_for_a_person_without_number_names_the_user_id) {
  const auto event =
      only<StatusEvent>(with_status(R"("id":"wamid.1","status":"read","recipient_id":"","recipient_user_id":"CO.77")"));
  EXPECT_EQ(event.recipient.phone, "");
  EXPECT_EQ(event.recipient.user_id, "CO.77");
}

TEST(MetaStatus, In_a_group_the_recipient_is_the_group_and_the_person_is_the_participant) {
  const auto event = only<StatusEvent>(with_status(
      R"("id":"wamid.1","status":"read","recipient_id":"G1","recipient_type":"group","recipient_participant_id":"573005550111")"));
  EXPECT_EQ(event.group_id, "G1");
  EXPECT_EQ(event.recipient.phone, "573005550111");
}

TEST(MetaStatus, A_word_that_is_no_status_is_ignored_with_its_reason) {
  for (const std::string& word : {"teleported", "queued", "received", "unknown", ""}) {
    const auto event = only<IgnoredEvent>(with_status(R"("id":"wamid.1","status":")" + word + "\""));
    EXPECT_EQ(event.reason, "unknown status") << word;
  }
}

TEST(MetaStatus, A_status_that_names_no_message_is_broken) {
  EXPECT_EQ(only<BrokenItem>(with_status(R"("status":"read")")).fragment, R"({"status":"read"})");
}

TEST(MetaStatus, Two_statuses_of_one_message_are_two_and_the_same_one_twice_is_one) {
  const std::string sent = R"({"id":"wamid.1","status":"sent"})";
  const std::string read_status = R"({"id":"wamid.1","status":"read"})";
  const auto delivery = read(body_of(entry(change(R"("statuses":[)" + joined({sent, read_status, sent}) + "]"))));
  EXPECT_EQ(all<StatusEvent>(delivery).size(), 2U);
  EXPECT_EQ(all<IgnoredEvent>(delivery).size(), 1U);
}

TEST(MetaStatus, How_a_call_rings_is_no_status_of_a_message) {
  const auto event =
      only<NoticeEvent>(with_status(R"("id":"wacid.1","type":"call","status":"RINGING","recipient_id":"573")"));
  EXPECT_EQ(event.kind, "call");
  EXPECT_EQ(fact(event, "status"), "ringing");
}

}  // namespace
}  // namespace recado::meta
