#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "base/crypto.h"
#include "simulator_test.h"

namespace recado::simulator {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(SimulatorTest, ACustomersTextArrivesSignedAsTheProviderSignsIt) {
  const auto id = customer_writes("ana", "olá 🌟 a/b");
  const auto delivery = receiver_.wait_for(1).at(0);
  EXPECT_EQ(delivery.signature, "sha256=" + crypto::hmac_sha256_hex(k_secret, delivery.body));
  EXPECT_THAT(delivery.body, HasSubstr(R"(ol\u00e1 \ud83c\udf1f a\/b)"));
  const auto body = boost::json::parse(delivery.body);
  const auto& entry = body.at("entry").at(0);
  EXPECT_EQ(entry.at("id").as_string(), k_account);
  EXPECT_EQ(entry.at("changes").at(0).at("field").as_string(), "messages");
  const auto& value = entry.at("changes").at(0).at("value");
  EXPECT_EQ(boost::json::serialize(value.at("metadata")),
            R"({"display_phone_number":"15550783881","phone_number_id":"106540352242922"})");
  EXPECT_EQ(boost::json::serialize(value.at("contacts").at(0)),
            R"({"profile":{"name":"Ana Gómez","username":"ana.g"},"wa_id":"16505551234","user_id":"US.134"})");
  const auto& message = value.at("messages").at(0);
  EXPECT_EQ(message.at("from").as_string(), "16505551234");
  EXPECT_EQ(message.at("id").as_string(), id);
  EXPECT_THAT(id, StartsWith("wamid.HBgL"));
  EXPECT_EQ(message.at("text").at("body").as_string(), "olá 🌟 a/b");
  EXPECT_TRUE(message.at("timestamp").is_string());
}

TEST_F(SimulatorTest, AMessageIsPendingUntilTheBusinessAcknowledgesIt) {
  receiver_.answer_with([](int nth) { return nth <= 3 ? 503 : 200; });
  customer_writes("ana", "hello?");
  wait_for_last("ana", "delivered");
  const auto deliveries = receiver_.wait_for(4);
  EXPECT_EQ(deliveries.at(0).body, deliveries.at(3).body) << "a retry repeats the same bytes";
}

TEST_F(SimulatorTest, OnlyStatus200AcknowledgesAWebhook) {
  receiver_.answer_with([](int nth) { return nth == 1 ? 202 : 200; });
  customer_writes("ana", "hello?");
  EXPECT_EQ(receiver_.wait_for(2).size(), 2U);
}

TEST_F(SimulatorTest, ACustomerWithAUserIdOnlyHasNoPhoneAnywhere) {
  customer_writes("sofia", "hola");
  const auto answer = graph("POST", "/" + k_number + "/messages",
                            R"({"messaging_product":"whatsapp","recipient":"MX.103","text":{"body":"hi"}})");
  EXPECT_EQ(boost::json::serialize(answer.json.at("contacts").at(0)), R"({"input":"MX.103","user_id":"MX.103"})");
  const auto delivered = receiver_.wait_for_status("delivered").at(0);
  EXPECT_EQ(delivered.at("recipient_user_id").as_string(), "MX.103");
  EXPECT_FALSE(delivered.contains("recipient_id"));
  for (const auto& delivery : receiver_.wait_for(3)) {
    EXPECT_THAT(delivery.body, Not(HasSubstr("wa_id")));
    EXPECT_THAT(delivery.body, Not(HasSubstr("\"from\":")));
  }
}

TEST_F(SimulatorTest, ASentTextIsSentAndDeliveredWithTheCallbackData) {
  customer_writes("ana", "hello?");
  const auto answer = send(R"("type":"text","text":{"body":"hi"},"biz_opaque_callback_data":"msg_1")");
  const auto id = answer.wamid();
  EXPECT_EQ(boost::json::serialize(answer.json.at("contacts")),
            R"([{"input":"16505551234","wa_id":"16505551234","user_id":"US.134"}])");
  const auto statuses = receiver_.wait_for_items("statuses", 2);
  EXPECT_EQ(statuses.at(0).at("status").as_string(), "sent");
  EXPECT_EQ(statuses.at(1).at("status").as_string(), "delivered");
  for (const auto& status : statuses) {
    EXPECT_EQ(status.at("id").as_string(), id);
    EXPECT_EQ(status.at("recipient_id").as_string(), "16505551234");
    EXPECT_EQ(status.at("biz_opaque_callback_data").as_string(), "msg_1");
    EXPECT_EQ(status.at("pricing").at("pricing_model").as_string(), "PMP");
    EXPECT_FALSE(status.contains("conversation")) << "gone since v24.0";
  }
  wait_for_last("ana", "delivered");
}

TEST_F(SimulatorTest, AnOlderVersionStillTellsTheConversation) {
  customer_writes("ana", "hello?");
  net::Headers headers;
  headers.set("Authorization", "Bearer " + k_token);
  ASSERT_TRUE(raw("POST", "/v22.0/" + k_number + "/messages",
                  R"({"messaging_product":"whatsapp","to":"16505551234","text":{"body":"hi"}})", headers));
  const auto statuses = receiver_.wait_for_items("statuses", 2);
  EXPECT_TRUE(statuses.at(0).at("conversation").as_object().contains("expiration_timestamp"));
  EXPECT_FALSE(statuses.at(1).at("conversation").as_object().contains("expiration_timestamp"));
}

TEST_F(SimulatorTest, OpeningTheThreadReadsEveryMessageOnce) {
  customer_writes("ana", "hello?");
  send_text("16505551234", "one");
  send_text("16505551234", "two");
  wait_for_last("ana", "delivered");
  EXPECT_EQ(control("POST", "/customers/ana/read", R"({"number_id":"106540352242922"})").text, R"({"read":2})");
  EXPECT_EQ(control("POST", "/customers/ana/read", R"({"number_id":"106540352242922"})").text, R"({"read":0})");
  EXPECT_EQ(receiver_.wait_for_status("read", 2).size(), 2U);
  wait_for_last("ana", "read");
}

TEST_F(SimulatorTest, MessagesToACustomerWhoIsOfflineStayAtSentUntilTheyComeBack) {
  customer_writes("ana", "hello?");
  control("PUT", "/customers/ana/presence", R"({"online":false})");
  send_text("16505551234", "are you there?");
  receiver_.wait_for_status("sent");
  wait_for_last("ana", "sent");
  control("PUT", "/customers/ana/presence", R"({"online":true,"reads_at_once":true})");
  receiver_.wait_for_status("read");
  const auto statuses = receiver_.wait_for_items("statuses", 3);
  EXPECT_EQ(statuses.at(1).at("status").as_string(), "delivered");
  wait_for_last("ana", "read");
}

TEST_F(SimulatorTest, TheBusinessReadsUpToAMessageAndTheEarlierOnes) {
  customer_writes("ana", "one");
  const auto second = customer_writes("ana", "two");
  const auto answer = graph("POST", "/" + k_number + "/messages",
                            R"({"messaging_product":"whatsapp","status":"read","message_id":")" + second +
                                R"(","typing_indicator":{"type":"text"}})");
  EXPECT_EQ(answer.text, R"({"success":true})");
  for (const auto& message : thread("ana").at("messages").as_array())
    EXPECT_EQ(message.at("status").as_string(), "read");
}

TEST_F(SimulatorTest, OutsideTheWindowOnlyTemplatesPass) {
  customer_writes("ana", "long ago", 24 * 3600 + 5);
  const auto refused = send_text("16505551234", "hi");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.code(), 131047);
  const auto taken = send(R"("type":"template","template":{"name":"order_ready","language":{"code":"en_US"}})");
  EXPECT_EQ(taken.json.at("messages").at(0).at("message_status").as_string(), "accepted");
  EXPECT_FALSE(receiver_.wait_for_status("delivered").at(0).at("pricing").at("type").as_string() ==
               "free_customer_service");
}

TEST_F(SimulatorTest, AMessageToNobodyIsAcceptedAndFailsLater) {
  const auto answer = send_text("+1 650 555 9999", "hi");
  const auto id = answer.wamid();
  EXPECT_EQ(answer.json.at("contacts").at(0).at("wa_id").as_string(), "16505559999");
  const auto failed = receiver_.wait_for_status("failed").at(0);
  EXPECT_EQ(failed.at("id").as_string(), id);
  EXPECT_EQ(failed.at("errors").at(0).at("code").as_int64(), 131026);
  EXPECT_THAT(receiver_.wait_for(1).at(0).body, Not(HasSubstr("contacts")));
}

TEST_F(SimulatorTest, BothSpellingsOfABrazilianNumberReachTheSameCustomer) {
  control("PUT", "/customers/bruno", R"({"name":"Bruno","phone":"551187654321"})");
  customer_writes("bruno", "oi");
  const auto answer = send_text("+5511987654321", "olá");
  EXPECT_EQ(boost::json::serialize(answer.json.at("contacts")),
            R"([{"input":"+5511987654321","wa_id":"551187654321"}])");
}

TEST_F(SimulatorTest, AThreadAnswersAtOnceWhenItChangedAndWaitsOtherwise) {
  customer_writes("ana", "one");
  wait_for_last("ana", "delivered");
  const auto version = thread("ana").at("version").as_int64();
  const std::string target = "/customers/ana/thread?number_id=" + k_number + "&after=";
  EXPECT_EQ(control("GET", target + std::to_string(version - 1) + "&wait=20").json.at("version").as_int64(), version);
  EXPECT_EQ(control("GET", target + std::to_string(version) + "&wait=0.05").json.at("version").as_int64(), version);
}

TEST_F(SimulatorTest, AStopAnswersThePhonesThatWait) {
  const auto version = thread("ana").at("version").as_int64();
  const std::string target = "/control/customers/ana/thread?number_id=" + k_number + "&wait=25&after=";
  const auto began = std::chrono::steady_clock::now();
  // The stop may come before the poll is in; it is answered at once then too, or not taken.
  std::thread phone([&] { static_cast<void>(raw("GET", target + std::to_string(version))); });
  simulator_->stop();
  phone.join();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{10});
}

}  // namespace recado::simulator
