#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "simulator_test.h"

namespace recado::simulator {

class FaultTest : public SimulatorTest {
 protected:
  void SetUp() override {
    SimulatorTest::SetUp();
    customer_writes("ana", "hello?");
    wait_for_last("ana", "delivered");
  }
};

TEST_F(FaultTest, RefusalsComeAsTheProviderWordsThemAndThenStop) {
  struct Case {
    const char* kind;
    int status;
    int code;
  };
  for (const auto& [kind, status, code] :
       {Case{"http_500", 500, 131000}, Case{"rate_limit", 400, 130429}, Case{"pair_rate_limit", 400, 131056},
        Case{"token_expired", 401, 190}, Case{"window_closed", 400, 131047}}) {
    put_faults(std::string{R"({"sends":{"kind":")"} + kind + R"(","times":2}})");
    for (int i = 0; i < 2; ++i) {
      const auto refused = send_text("16505551234", "hi");
      EXPECT_EQ(refused.status, status) << kind;
      EXPECT_EQ(refused.code(), code) << kind;
    }
    EXPECT_EQ(send_text("16505551234", "hi").status, 200) << kind;
  }
}

TEST_F(FaultTest, AnErrorAfterAcceptingHidesAMessageThatWentOut) {
  put_faults(R"({"sends":{"kind":"http_500_after_accepting"}})");
  EXPECT_EQ(send(R"("text":{"body":"hi"},"biz_opaque_callback_data":"msg_1")").status, 500);
  EXPECT_EQ(receiver_.wait_for_status("delivered").at(0).at("biz_opaque_callback_data").as_string(), "msg_1");
}

TEST_F(FaultTest, ADroppedAnswerLeavesTheSenderInDoubt) {
  put_faults(R"({"sends":{"kind":"drop_answer"}})");
  net::Headers headers;
  headers.set("Authorization", "Bearer " + k_token);
  const auto answer = raw("POST", "/v24.0/" + k_number + "/messages",
                          R"({"messaging_product":"whatsapp","to":"16505551234","text":{"body":"hi"}})", headers);
  ASSERT_FALSE(answer) << "answered " << answer->status;
  EXPECT_EQ(answer.error().state, net::SendState::unknown);
  receiver_.wait_for_status("delivered");
}

TEST_F(FaultTest, AnAddressMayTurnOutNotToBeOnWhatsApp) {
  put_faults(R"({"sends":{"kind":"not_on_whatsapp"}})");
  const auto id = send_text("16505551234", "hi").wamid();
  EXPECT_EQ(receiver_.wait_for_status("failed").at(0).at("id").as_string(), id);
}

TEST_F(FaultTest, EveryWebhookMayComeThreeTimes) {
  put_faults(R"({"webhooks":{"duplicate":3}})");
  customer_writes("ana", "again");
  const auto deliveries = receiver_.wait_for(4);
  EXPECT_EQ(deliveries.at(1).body, deliveries.at(2).body);
  EXPECT_EQ(deliveries.at(1).body, deliveries.at(3).body);
  wait_for_last("ana", "delivered");
  EXPECT_EQ(control("GET", "/deliveries").text, R"({"pending":0,"acknowledged":2,"attempts":4,"given_up":0})");
}

TEST_F(FaultTest, SeveralUpdatesMayShareOneDelivery) {
  put_faults(R"({"webhooks":{"batch":5}})");
  control("POST", "/customers/ana/messages", R"({"number_id":"106540352242922","text":"burst","count":5})");
  EXPECT_EQ(items_of(receiver_.wait_for(2).at(1), "messages").size(), 5U);
}

TEST_F(FaultTest, ABatchThatDoesNotFillUpGoesOutAllTheSame) {
  put_faults(R"({"webhooks":{"batch":100}})");
  send_text("16505551234", "hi");
  EXPECT_EQ(items_of(receiver_.wait_for(2).at(1), "statuses").size(), 2U);
}

TEST_F(FaultTest, ALostWebhookIsDeliveredByTheRetry) {
  put_faults(R"({"webhooks":{"drop":1}})");
  customer_writes("ana", "lost at first");
  customer_writes("sofia", "not lost");
  const auto messages = receiver_.wait_for_items("messages", 3);
  EXPECT_EQ(messages.at(1).at("text").at("body").as_string(), "not lost");
  EXPECT_EQ(messages.at(2).at("text").at("body").as_string(), "lost at first");
}

TEST_F(FaultTest, ReorderedWebhooksAllArrive) {
  put_faults(R"({"webhooks":{"reorder":true}})");
  control("POST", "/customers/ana/messages", R"({"number_id":"106540352242922","text":"burst","count":30})");
  std::vector<std::string> ids;
  for (const auto& message : receiver_.wait_for_items("messages", 31)) ids.emplace_back(message.at("id").as_string());
  ids.erase(ids.begin());
  std::vector<std::string> written;
  const auto shown = thread("ana");
  for (const auto& message : shown.at("messages").as_array()) written.emplace_back(message.at("id").as_string());
  written.erase(written.begin());
  EXPECT_NE(ids, written);
  EXPECT_THAT(ids, testing::UnorderedElementsAreArray(written));
}

TEST_F(FaultTest, WithoutFaultsABurstOfOneCustomerStaysInOrder) {
  control("POST", "/customers/ana/messages", R"({"number_id":"106540352242922","text":"burst","count":30})");
  const auto messages = receiver_.wait_for_items("messages", 31);
  const auto shown = thread("ana");
  for (std::size_t i = 0; i < messages.size(); ++i) {
    EXPECT_EQ(messages.at(i).at("id").as_string(), shown.at("messages").at(i).at("id").as_string());
  }
}

TEST_F(FaultTest, FaultsThatMakeNoSenseAreRefused) {
  EXPECT_EQ(control("PUT", "/faults", R"({"sends":{"kind":"earthquake"}})").status, 400);
  EXPECT_EQ(control("PUT", "/faults", R"({"webhooks":{"batch":0}})").status, 400);
  EXPECT_EQ(
      control("PUT", "/faults", "{}").text,
      R"({"webhooks":{"delay_ms":0,"duplicate":1,"reorder":false,"batch":1,"drop":0},"sends":{"kind":"none","times":1},"media":{"kind":"none","times":1}})");
}

TEST_F(FaultTest, AResetForgetsCustomersAndThreadsAndKeepsNumbers) {
  receiver_.answer_with([](int) { return 503; });
  customer_writes("ana", "never acknowledged");
  EXPECT_EQ(control("POST", "/reset").status, 200);
  EXPECT_EQ(control("GET", "/customers").text, R"({"items":[]})");
  EXPECT_EQ(control("GET", "/numbers").json.at("items").as_array().size(), 1U);
  EXPECT_EQ(control("GET", "/deliveries").json.at("pending").as_int64(), 0);
}

}  // namespace recado::simulator
