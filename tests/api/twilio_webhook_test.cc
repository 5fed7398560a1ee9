// Twilio's deliveries from the door to the inbox, on both databases.
#include <fmt/format.h>

#include <map>
#include <set>

#include "support/api_fixture.h"

namespace recado::test {
namespace {

constexpr const char* k_shared = "/v1/webhooks/whatsapp/twilio";
constexpr const char* k_token = "the account's auth token";

using Fields = std::map<std::string, std::string>;

class ATwilioWebhook : public ApiTest {
 protected:
  void SetUp() override {
    ApiTest::SetUp();
    twilio_ = {ids_.next<ConnectionId>(),
               made_.workspace,
               Provider::twilio,
               Environment::development,
               ConnectionStatus::connected,
               "Twilio",
               "576015550100",
               "576015550100",
               "AC7",
               "http://127.0.0.1:1",
               clock_.now()};
    ASSERT_TRUE(stores_->connections->create(twilio_, {k_token, k_token, ""}));
    ASSERT_TRUE(directory_->reload());
  }

  std::string own_address() const { return std::string{k_shared} + "/" + twilio_.id.text(); }

  static std::string form(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields) {
      text += (text.empty() ? "" : "&") + net::percent_encode(name) + "=" + net::percent_encode(value);
    }
    return text;
  }

  static std::string signature(const std::string& url, const Fields& fields, const std::string& token = k_token) {
    std::string text = url;
    for (const auto& [name, value] : fields) text += name + value;
    return crypto::to_base64(crypto::hmac_sha1(token, text));
  }

  Reply post_form(const std::string& target, const Fields& fields, const std::string& signature) {
    return send(
        {"POST",
         target,
         form(fields),
         {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}, {"X-Twilio-Signature", signature}}});
  }

  Reply twilio_posts(const std::string& target, const Fields& fields) {
    const Reply reply =
        post_form(target, fields, signature(fmt::format("http://127.0.0.1:{}{}", port(), target), fields));
    apply_deliveries();
    return reply;
  }

  static Fields text(const std::string& sid, const std::string& body) {
    return {{"MessageSid", sid},
            {"AccountSid", "AC7"},
            {"From", "whatsapp:+573001234567"},
            {"To", "whatsapp:+576015550100"},
            {"Body", body},
            {"ProfileName", "Ana"},
            {"NumMedia", "0"}};
  }

  static Fields status(const std::string& sid, const std::string& word) {
    return {{"MessageSid", sid},
            {"MessageStatus", word},
            {"AccountSid", "AC7"},
            {"From", "whatsapp:+576015550100"},
            {"To", "whatsapp:+573001234567"}};
  }

  std::string conversation() {
    const Reply page = get("/v1/conversations");
    const auto at = page.body.find("conv_");
    EXPECT_NE(at, std::string::npos) << page.body;
    return at == std::string::npos ? "" : page.body.substr(at, page.body.find('"', at) - at);
  }

  Connection twilio_;
};

TEST_P(ATwilioWebhook, BringsAMessageIntoTheInboxOnce) {
  for (const auto& address : {std::string{k_shared}, own_address(), own_address() + "?shop=3&b=%20"}) {
    const Reply reply = twilio_posts(address, text("SM1", "¿Abren hoy?"));
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.body, "") << "anything else would be read as TwiML";
  }
  const Reply page = get("/v1/conversations");
  EXPECT_NE(page.body.find("¿Abren hoy?"), std::string::npos) << page.body;
  EXPECT_NE(page.body.find(R"("unread_count":1)"), std::string::npos) << "delivered three times, there once";
}

TEST_P(ATwilioWebhook, IsSignedOverTheConfiguredAddress) {
  settings_.public_url = "https://inbox.example.test";
  start();
  const auto fields = text("SM1", "hola");
  const std::string target = own_address();
  EXPECT_EQ(post_form(target, fields, signature("https://inbox.example.test" + target, fields)).status, 200);
  EXPECT_EQ(post_form(target, fields, signature("https://inbox.example.test:443" + target, fields)).status, 200);
  const std::string seen = fmt::format("http://127.0.0.1:{}", port());
  EXPECT_EQ(post_form(target, fields, signature(seen + target, fields)).status, 401)
      << "what the request says of the host is not believed";
}

TEST_P(ATwilioWebhook, WithoutAGoodSignatureLeavesNothing) {
  const auto fields = text("SM1", "hola");
  const std::string url = fmt::format("http://127.0.0.1:{}", port());
  EXPECT_EQ(post_form(k_shared, fields, signature(url + k_shared, fields, "another token")).status, 401);
  EXPECT_EQ(post_form(k_shared, fields, "").status, 401);
  EXPECT_EQ(post_form(k_shared, fields, signature(url + k_shared, text("SM1", "adiós"))).status, 401);
  const std::string of_meta = std::string{k_shared} + "/" + connection_.id.text();
  EXPECT_EQ(post_form(of_meta, fields, signature(url + of_meta, fields)).status, 401) << "a number of Meta";
  EXPECT_EQ(stores_->journal->pending({}, 10)->size(), 0U);
}

TEST_P(ATwilioWebhook, OfAStatusBringsOurOwnMessageIdBack) {
  twilio_posts(own_address(), text("SM1", "hola"));
  const Reply queued = reply(conversation(), "Claro", "key-1");
  ASSERT_EQ(queued.status, 202) << queued.body;
  const std::string id = queued.member("id");
  EXPECT_EQ(twilio_posts(own_address() + "?message=" + id, status("SM2", "delivered")).status, 200);
  EXPECT_EQ(twilio_posts(own_address() + "?message=" + id, status("SM2", "sent")).status, 200);
  const Reply messages = get("/v1/conversations/" + conversation() + "/messages");
  EXPECT_NE(messages.body.find(R"("status":"delivered")"), std::string::npos) << messages.body;
}

TEST_P(ATwilioWebhook, OfAnSmsIsNoWhatsAppMessage) {
  auto fields = text("SM1", "hola");
  fields["From"] = "+573001234567";
  fields["To"] = "+576015550100";
  EXPECT_EQ(twilio_posts(own_address(), fields).status, 200);
  EXPECT_EQ(get("/v1/conversations").body.find("conv_"), std::string::npos);
  EXPECT_NE(get("/v1/receipts").body.find("by sms"), std::string::npos) << "kept, with the reason";
}

TEST_P(ATwilioWebhook, ForANumberThatNobodyConnectedIsKeptWithTheReason) {
  auto fields = text("SM1", "hola");
  fields["To"] = "whatsapp:+15550000000";
  EXPECT_EQ(twilio_posts(k_shared, fields).status, 200);
  EXPECT_NE(get("/v1/receipts").body.find("15550000000"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(, ATwilioWebhook, ::testing::ValuesIn(TestDatabase::available_kinds()),
                         TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
