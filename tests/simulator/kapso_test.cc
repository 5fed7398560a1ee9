#include "base/crypto.h"
#include "base/json_writer.h"
#include "simulator_test.h"

namespace recado::simulator {

namespace {

const std::string k_kapso_number = "206540352242922";
const std::string k_key = "kapso-key";
const std::string k_kapso_secret = "we-choose-it";

class KapsoTest : public SimulatorTest {
 protected:
  void SetUp() override {
    SimulatorTest::SetUp();
    put_number(R"({"webhook_url":")" + receiver_.url("/kapso") + R"(","app_secret":")" + k_kapso_secret + R"("})");
  }

  void put_number(const std::string& more) {
    ASSERT_EQ(control("PUT", "/numbers/" + k_kapso_number,
                      R"({"provider":"kapso","account_id":"302290129340398","phone":"15550783882",)"
                      R"("display_name":"Café","access_token":")" +
                          k_key + R"("})")
                  .status,
              200);
    ASSERT_EQ(control("PUT", "/numbers/" + k_kapso_number, more).status, 200);
  }

  Answer kapso(const std::string& method, const std::string& path, const std::string& body = {},
               const std::string& key = k_key) {
    net::Headers headers;
    headers.set("Content-Type", "application/json");
    if (!key.empty()) headers.set("X-API-Key", key);
    const auto response = raw(method, path, body, std::move(headers));
    EXPECT_TRUE(response);
    Answer answer{response ? response->status : 0, response ? response->body : "", nullptr};
    boost::system::error_code error;
    answer.json = boost::json::parse(answer.text, error);
    return answer;
  }

  Answer proxy(const std::string& method, const std::string& path, const std::string& body = {}) {
    return kapso(method, "/meta/whatsapp/v24.0" + path, body);
  }
  Answer platform(const std::string& method, const std::string& path, const std::string& body = {}) {
    return kapso(method, "/platform/v1" + path, body);
  }

  void ana_writes(const std::string& text, int count = 1) {
    const auto answer = control(
        "POST", "/customers/ana/messages",
        R"({"number_id":")" + k_kapso_number + R"(","text":")" + text + R"(","count":)" + std::to_string(count) + "}");
    ASSERT_EQ(answer.status, 200) << answer.text;
  }

  Answer send(const std::string& text) {
    return proxy(
        "POST", "/" + k_kapso_number + "/messages",
        R"({"messaging_product":"whatsapp","to":"16505551234","type":"text","text":{"body":")" + text + "\"}}");
  }

  // The deliveries of this event among the first `count`.
  std::vector<Received> of_event(const std::string& event, std::size_t count) {
    std::vector<Received> found;
    for (auto& delivery : receiver_.wait_for(count)) {
      if (delivery.headers.get("X-Webhook-Event") == event) found.push_back(delivery);
    }
    return found;
  }
};

std::string text_at(const boost::json::value& json, std::string_view pointer) {
  boost::system::error_code error;
  const auto* found = json.find_pointer(pointer, error);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}

}  // namespace

TEST_F(KapsoTest, WhatACustomerWritesIsToldInASignedWebhookThatNamesItsEvent) {
  ana_writes("hello");
  const auto created = of_event("whatsapp.conversation.created", 2);
  const auto received = of_event("whatsapp.message.received", 2);
  ASSERT_EQ(created.size(), 1U);
  ASSERT_EQ(received.size(), 1U);
  const Received& delivery = received[0];
  EXPECT_EQ(delivery.headers.get("X-Webhook-Signature"), crypto::hmac_sha256_hex(k_kapso_secret, delivery.body));
  EXPECT_EQ(delivery.headers.get("X-Webhook-Payload-Version"), "v2");
  EXPECT_FALSE(delivery.headers.get("X-Idempotency-Key").empty());
  const auto body = boost::json::parse(delivery.body);
  EXPECT_EQ(text_at(body, "/message/text/body"), "hello");
  EXPECT_EQ(text_at(body, "/message/from"), "16505551234");
  EXPECT_EQ(text_at(body, "/message/kapso/direction"), "inbound");
  EXPECT_EQ(text_at(body, "/conversation/phone_number"), "+16505551234");
  EXPECT_EQ(text_at(body, "/phone_number_id"), k_kapso_number);
  EXPECT_TRUE(body.at("is_new_conversation").as_bool());
}

TEST_F(KapsoTest, ASendThroughTheProxyReachesThePhoneAndItsStatusesAreTold) {
  ana_writes("hello");
  const auto sent = send("hi");
  ASSERT_EQ(sent.status, 200) << sent.text;
  const auto told = of_event("whatsapp.message.delivered", 4);
  ASSERT_EQ(told.size(), 1U);
  const auto body = boost::json::parse(told[0].body);
  EXPECT_EQ(text_at(body, "/message/id"), sent.wamid());
  EXPECT_EQ(text_at(body, "/message/kapso/statuses/0/status"), "delivered");
  EXPECT_EQ(text_at(body, "/message/to"), "16505551234");
}

TEST_F(KapsoTest, TheDoorWantsTheKeyOfTheProject) {
  EXPECT_EQ(kapso("GET", "/platform/v1/whatsapp/messages", {}, "wrong").status, 401);
  EXPECT_EQ(kapso("GET", "/meta/whatsapp/v24.0/" + k_kapso_number, {}, "").text, R"({"error":"Invalid API key"})");
  EXPECT_EQ(graph("GET", "/" + k_kapso_number, {}, k_key).status, 401) << "Meta knows no key of Kapso";
  EXPECT_EQ(proxy("GET", "/" + k_number + "/settings").code(), 100) << "a number of Meta is behind the other door";
}

TEST_F(KapsoTest, AnotherMessageInFlightIsRefusedOnceAndNothingIsSent) {
  ana_writes("hello");
  put_faults(R"({"sends":{"kind":"in_flight","times":1}})");
  EXPECT_EQ(send("hi").status, 409);
  EXPECT_EQ(send("hi").status, 200);
}

TEST_F(KapsoTest, MediaAreLookedUpWithTheNumberAndDownloadedWithoutAKey) {
  net::Headers headers;
  headers.set("X-API-Key", k_key);
  headers.set("Content-Type", "multipart/form-data; boundary=b");
  const auto up = raw("POST", "/meta/whatsapp/v24.0/" + k_kapso_number + "/media",
                      "--b\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
                      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                      "Content-Type: image/png\r\n\r\npixels\r\n--b--\r\n",
                      headers);
  ASSERT_TRUE(up);
  const std::string id = text_at(boost::json::parse(up->body), "/id");
  EXPECT_EQ(proxy("GET", "/" + id).status, 400);
  const auto media = proxy("GET", "/" + id + "?phone_number_id=" + k_kapso_number);
  const std::string url = text_at(media.json, "/download_url");
  ASSERT_TRUE(url.starts_with(base())) << media.text;
  const auto down = raw("GET", url.substr(base().size()));
  ASSERT_TRUE(down);
  EXPECT_EQ(down->body, "pixels");
}

TEST_F(KapsoTest, MessagesAreListedNewestFirstInPagesUntilTheEnd) {
  ana_writes("hello", 5);
  ASSERT_EQ(send("hi").status, 200);
  std::vector<std::string> ids;
  std::string after;
  do {
    const auto page = platform("GET", "/whatsapp/messages?limit=4&phone_number_id=" + k_kapso_number + after);
    ASSERT_EQ(page.status, 200) << page.text;
    for (const auto& message : page.json.at("data").as_array()) ids.push_back(text_at(message, "/id"));
    const std::string next = text_at(page.json, "/paging/next");
    after = next.empty() ? "" : "&after=" + net::percent_encode(next);
  } while (!after.empty());
  EXPECT_EQ(ids.size(), 6U);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 6U);
  EXPECT_EQ(platform("GET", "/whatsapp/messages?direction=outbound").json.at("data").as_array().size(), 1U);
  EXPECT_EQ(text_at(platform("GET", "/whatsapp/messages/" + net::percent_encode(ids[0])).json, "/data/id"), ids[0]);
}

TEST_F(KapsoTest, TheProxyListsWhatWasWrittenSinceATime) {
  control("POST", "/customers/ana/messages",
          R"({"number_id":")" + k_kapso_number + R"(","text":"old","ago_seconds":7200})");
  ana_writes("new");
  const auto since = to_iso8601(SystemClock{}.now() - std::chrono::hours{1});
  const auto page = proxy("GET", "/" + k_kapso_number + "/messages?since=" + net::percent_encode(since));
  ASSERT_EQ(page.json.at("data").as_array().size(), 1U) << page.text;
  EXPECT_EQ(text_at(page.json, "/data/0/text/body"), "new");
  EXPECT_EQ(text_at(page.json, "/data/0/kapso/contact_name"), "Ana Gómez");
  const auto bare = proxy("GET", "/" + k_kapso_number + "/messages?fields=kapso()");
  EXPECT_EQ(text_at(bare.json, "/data/0/kapso/direction"), "");
}

TEST_F(KapsoTest, WebhooksAreRegisteredListedChangedAndDeleted) {
  const std::string hooks = "/whatsapp/phone_numbers/" + k_kapso_number + "/webhooks";
  EXPECT_EQ(platform("POST", hooks, R"({"whatsapp_webhook":{"url":"ftp://x","secret_key":"s"}})").status, 422);
  EXPECT_EQ(platform("POST", hooks, R"({"url":"https://x"})").status, 400);
  const auto made = platform("POST", hooks,
                             R"({"whatsapp_webhook":{"url":")" + receiver_.url("/second") +
                                 R"(","kind":"kapso","secret_key":"second","events":["whatsapp.message.received"],)"
                                 R"("headers":{"X-Env":"prod"}}})");
  ASSERT_EQ(made.status, 201) << made.text;
  const std::string id = text_at(made.json, "/data/id");
  EXPECT_EQ(platform("GET", hooks).json.at("meta").at("total_count").as_int64(), 2);
  ana_writes("hello");
  bool told = false;
  for (const auto& delivery : receiver_.wait_for(3)) {
    if (delivery.path != "/second") continue;
    told = true;
    EXPECT_EQ(delivery.headers.get("X-Env"), "prod");
    EXPECT_EQ(delivery.headers.get("X-Webhook-Signature"), crypto::hmac_sha256_hex("second", delivery.body));
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(platform("PATCH", hooks + "/" + id, R"({"whatsapp_webhook":{"active":false}})").status, 200);
  EXPECT_EQ(platform("DELETE", hooks + "/" + id).status, 204);
  EXPECT_EQ(platform("GET", hooks + "/" + id).status, 404);
}

TEST_F(KapsoTest, AWebhookOfKindMetaGetsMetasNotification) {
  const std::string hooks = "/whatsapp/phone_numbers/" + k_kapso_number + "/webhooks";
  ASSERT_EQ(
      platform("POST", hooks,
               R"({"whatsapp_webhook":{"url":")" + receiver_.url("/raw") + R"(","kind":"meta","secret_key":"raw"}})")
          .status,
      201);
  ana_writes("hello");
  for (const auto& delivery : receiver_.wait_for(3)) {
    if (delivery.path != "/raw") continue;
    EXPECT_FALSE(delivery.headers.has("X-Webhook-Event"));
    EXPECT_EQ(delivery.headers.get("X-Idempotency-Key"), crypto::sha256_hex(delivery.body));
    EXPECT_EQ(items_of(delivery, "messages").size(), 1U);
    return;
  }
  ADD_FAILURE() << "nothing was forwarded";
}

TEST_F(KapsoTest, ABufferedWebhookTellsTheMessagesOfAConversationTogether) {
  const std::string hooks = "/whatsapp/phone_numbers/" + k_kapso_number + "/webhooks";
  ASSERT_EQ(platform("POST", hooks,
                     R"({"whatsapp_webhook":{"url":")" + receiver_.url("/buffered") +
                         R"(","secret_key":"b","events":["whatsapp.message.received"],"buffer_enabled":true,)"
                         R"("buffer_window_seconds":60,"max_buffer_size":3}})")
                .status,
            201);
  ana_writes("hello", 3);
  for (const auto& delivery : receiver_.wait_for(5)) {
    if (delivery.path != "/buffered") continue;
    EXPECT_EQ(delivery.headers.get("X-Webhook-Batch"), "true");
    EXPECT_EQ(delivery.headers.get("X-Batch-Size"), "3");
    EXPECT_EQ(boost::json::parse(delivery.body).at("data").as_array().size(), 3U);
    return;
  }
  ADD_FAILURE() << "no batch came";
}

TEST_F(KapsoTest, AWebhookThatIsRefusedForAFewMinutesIsDropped) {
  receiver_.answer_with([](int) { return 500; });
  ana_writes("hello");
  receiver_.wait_for(2);
  ASSERT_EQ(control("POST", "/clock", R"({"forward_seconds":150})").status, 200);
  EXPECT_EQ(receiver_.wait_for(8).size(), 8U) << "two webhooks, four times each";
  std::int64_t given_up = 0;
  for (int looked = 0; looked < 5000 && given_up < 2; ++looked) {
    given_up = control("GET", "/deliveries").json.at("given_up").as_int64();
  }
  EXPECT_EQ(given_up, 2);
}

}  // namespace recado::simulator
