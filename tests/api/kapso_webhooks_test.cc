// Deliveries of Kapso at the door, and what they become, on both databases.
#include <fmt/format.h>

#include "base/crypto.h"
#include "support/api_fixture.h"

namespace recado::test {
namespace {

constexpr const char* k_kapso = "/v1/webhooks/whatsapp/kapso";
constexpr const char* k_key = "the key of the webhook";

class AKapsoWebhook : public ApiTest {
 protected:
  void SetUp() override {
    ApiTest::SetUp();
    kapso_ = connection_;
    kapso_.id = ids_.next<ConnectionId>();
    kapso_.provider = Provider::kapso;
    kapso_.number_id = "9001";
    ASSERT_TRUE(stores_->connections->create(kapso_, {.access_token = "key", .app_secret = k_key}));
    ASSERT_TRUE(directory_->reload());
  }

  std::string own_address() const { return std::string{k_kapso} + "/" + kapso_.id.text(); }

  Reply post_event(const std::string& event, const std::string& body, const std::string& address = k_kapso,
                   const std::string& key = k_key) {
    return send({"POST",
                 address,
                 body,
                 {{"X-Webhook-Signature", crypto::hmac_sha256_hex(key, body)}, {"X-Webhook-Event", event}}});
  }

  static std::string payload(const std::string& id, const std::string& text) {
    return fmt::format(
        R"({{"message":{{"id":"{}","timestamp":"{}","type":"text","from":"573001234567","text":{{"body":"{}"}},)"
        R"("kapso":{{"direction":"inbound"}}}},"conversation":{{"id":"c-1","phone_number":"+573001234567",)"
        R"("kapso":{{"contact_name":"Ana"}}}},"phone_number_id":"9001"}})",
        id, k_start_s, text);
  }

  Connection kapso_;
};

TEST_P(AKapsoWebhook, IsKeptAndAppliedOnceHoweverOftenItComes) {
  for (const auto& address : {std::string{k_kapso}, own_address(), own_address()}) {
    EXPECT_EQ(post_event("whatsapp.message.received", payload("wamid.1", "hola"), address).status, 200);
  }
  const auto kept = stores_->journal->pending({}, 10);
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->size(), 3U);
  EXPECT_EQ(kept->front().event, "whatsapp.message.received");
  apply_deliveries();
  const Reply inbox = get("/v1/conversations");
  EXPECT_NE(inbox.body.find(R"("unread_count":1)"), std::string::npos) << inbox.body;
  EXPECT_NE(inbox.body.find("Ana"), std::string::npos);
}

TEST_P(AKapsoWebhook, OfABatchEveryMessageIsTaken) {
  const std::string batch = R"({"type":"whatsapp.message.received","batch":true,"data":[)" + payload("wamid.1", "a") +
                            "," + payload("wamid.2", "b") + "]}";
  EXPECT_EQ(post_event("whatsapp.message.received", batch).status, 200);
  apply_deliveries();
  EXPECT_NE(get("/v1/conversations").body.find(R"("unread_count":2)"), std::string::npos);
}

TEST_P(AKapsoWebhook, WithAWrongKeyOrTheHeaderOfAnotherProviderIsRefused) {
  const std::string body = payload("wamid.1", "hola");
  EXPECT_EQ(post_event("whatsapp.message.received", body, k_kapso, "another key").status, 401);
  EXPECT_EQ(post_event("whatsapp.message.received", body, k_kapso, k_app_secret).status, 401)
      << "the secret of a number of Meta proves nothing here";
  const std::string hmac = crypto::hmac_sha256_hex(k_key, body);
  EXPECT_EQ(send({"POST", k_kapso, body, {{"X-Hub-Signature-256", "sha256=" + hmac}}}).status, 401);
  EXPECT_EQ(
      send({"POST", std::string{k_kapso} + "/" + connection_.id.text(), body, {{"X-Webhook-Signature", hmac}}}).status,
      401);
  EXPECT_EQ(stores_->journal->pending({}, 10)->size(), 0U);
}

TEST_P(AKapsoWebhook, WhoseHeaderContradictsItsBodyIsShownWithTheReason) {
  EXPECT_EQ(post_event("whatsapp.message.delivered", payload("wamid.1", "hola")).status, 200);
  apply_deliveries();
  const Reply failed = get("/v1/receipts");
  EXPECT_NE(failed.body.find("the message is inbound"), std::string::npos) << failed.body;
}

TEST_P(AKapsoWebhook, ThatForwardsMetasNotificationIsReadAsOne) {
  const std::string body = fmt::format(
      R"({{"object":"whatsapp_business_account","entry":[{{"id":"7","changes":[{{"field":"messages","value":)"
      R"({{"metadata":{{"phone_number_id":"9001"}},"messages":[{}]}}}}]}}]}})",
      text_item("wamid.1", "reenviado", k_start_s, "573001234567"));
  EXPECT_EQ(post_event("", body).status, 200);
  apply_deliveries();
  EXPECT_NE(get("/v1/conversations").body.find("reenviado"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(, AKapsoWebhook, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
