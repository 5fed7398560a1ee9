#include "providers/meta/deliveries.h"

namespace recado::meta {
namespace {

TEST(MetaCustomer, A_customer_without_a_phone_number_is_read) {
  const auto event = only<MessageEvent>(
      with_messages({R"({"from_user_id":"CO.77","id":"wamid.1","timestamp":"1","type":"text","text":{"body":"x"}})"},
                    R"({"user_id":"CO.77","parent_user_id":"CO.ENT.8","profile":{"name":"Ana","username":"ana.r"}})"));
  EXPECT_EQ(event.customer.phone, "");
  EXPECT_EQ(event.customer.user_id, "CO.77");
  EXPECT_EQ(event.customer.parent_user_id, "CO.ENT.8");
  EXPECT_EQ(event.customer.username, "ana.r");
}

TEST(MetaCustomer, An_empty_number_is_no_number) {
  const auto event = only<MessageEvent>(with_messages({message("wamid.1", R"("type":"text","text":{"body":"x"})", "")},
                                                      R"({"wa_id":"","user_id":"CO.77"})"));
  EXPECT_EQ(event.customer.phone, "");
  EXPECT_EQ(event.customer.user_id, "CO.77");
}

TEST(MetaCustomer, A_number_learns_the_user_id_of_the_contact_beside_it) {
  const auto event =
      only<MessageEvent>(with_messages({text("wamid.1")}, R"({"wa_id":"573005550111","user_id":"CO.77"})"));
  EXPECT_EQ(event.customer.user_id, "CO.77");
}

TEST(MetaCustomer, Each_message_of_a_batch_gets_the_name_of_its_own_sender) {
  std::vector<std::string> messages;
  std::vector<std::string> contacts;
  for (int i = 0; i < 40; ++i) {
    const std::string phone = std::to_string(573005550100 + i);
    messages.push_back(message("wamid." + std::to_string(i), R"("type":"text","text":{"body":"x"})", phone));
    contacts.insert(contacts.begin(),
                    R"({"wa_id":")" + phone + R"(","profile":{"name":"N)" + std::to_string(i) + R"("}})");
  }
  const auto events = all<MessageEvent>(read(with_messages(messages, joined(contacts))));
  ASSERT_EQ(events.size(), 40U);
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].customer.profile_name, "N" + std::to_string(i));
}

TEST(MetaCustomer, A_contact_with_another_number_lends_no_identity) {
  const auto event =
      only<MessageEvent>(with_messages({text("wamid.1")}, R"({"wa_id":"573009999999","user_id":"CO.1"})"));
  EXPECT_EQ(event.customer.phone, "573005550111");
  EXPECT_EQ(event.customer.user_id, "");
}

TEST(MetaCustomer, A_sender_that_is_no_number_leaves_the_message_and_no_phone) {
  const auto event =
      only<MessageEvent>(with_messages({message("wamid.1", R"("type":"text","text":{"body":"x"})", "<PHONE>")}));
  EXPECT_EQ(event.customer.phone, "");
  EXPECT_EQ(event.content.text, "x");
}

TEST(MetaCustomer, A_change_of_number_names_the_old_and_the_new_one) {
  const auto event = only<SystemEvent>(with_messages(
      {message("wamid.1",
               R"("type":"system","system":{"type":"user_changed_number","wa_id":"573007770000","body":"cambió"})")}));
  EXPECT_EQ(event.customer.phone, "573005550111");
  EXPECT_EQ(event.new_phone, "573007770000");
  EXPECT_EQ(event.system_type, "user_changed_number");
}

TEST(MetaCustomer, A_new_user_id_is_linked_to_the_previous_one) {
  const auto event = only<SystemEvent>(body_of(entry(change(
      R"("user_id_update":[{"wa_id":"573005550111","user_id":{"previous":"CO.1","current":"CO.2"},"timestamp":5}])",
      "user_id_update"))));
  EXPECT_EQ(event.customer.user_id, "CO.1");
  EXPECT_EQ(event.new_user_id, "CO.2");
  EXPECT_EQ(event.timestamp_s, 5);
}

}  // namespace
}  // namespace recado::meta
