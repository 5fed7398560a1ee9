#include <fmt/format.h>

#include "support/api_fixture.h"

namespace recado::test {
namespace {

constexpr const char* k_shared = "/v1/webhooks/whatsapp/meta";

class AWebhook : public ApiTest {
 protected:
  std::string own_address() const { return std::string{k_shared} + "/" + connection_.id.text(); }
  static std::string handshake(const std::string& address, const std::string& token) {
    return address + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + net::percent_encode(token);
  }
};

TEST_P(AWebhook, IsSetUpWithTheVerifyTokenOfANumber) {
  for (const auto& address : {std::string{k_shared}, own_address()}) {
    const Reply right = send({"GET", handshake(address, k_verify_token), {}, {}});
    EXPECT_EQ(right.status, 200);
    EXPECT_EQ(right.body, "1158201444");
    EXPECT_EQ(right.headers.get("Content-Type"), "text/plain");
    EXPECT_EQ(send({"GET", handshake(address, "another token"), {}, {}}).status, 403);
    EXPECT_EQ(send({"GET", address, {}, {}}).status, 403);
  }
  const std::string unknown = std::string{k_shared} + "/" + ids_.next<ConnectionId>().text();
  EXPECT_EQ(send({"GET", handshake(unknown, k_verify_token), {}, {}}).status, 403);
  EXPECT_EQ(send({"GET", handshake(std::string{k_shared} + "/anything", k_verify_token), {}, {}}).status, 403);
}

TEST_P(AWebhook, IsKeptBeforeItIsAnswered) {
  const std::string body = delivery_of(text_item("wamid.1", "hola", k_start_s, "573001234567"));
  for (const auto& address : {std::string{k_shared}, own_address()}) {
    EXPECT_EQ(post_signed(body, k_app_secret, address).status, 200);
  }
  const auto kept = stores_->journal->pending({}, 10);
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->size(), 2U);
  EXPECT_EQ(kept->front().body, body);
  apply_deliveries();
  EXPECT_NE(get("/v1/conversations").body.find(R"("unread_count":1)"), std::string::npos)
      << "delivered twice, there once";
}

TEST_P(AWebhook, WithoutAGoodSignatureLeavesNothingAndLearnsNothing) {
  const std::string body = delivery_of(text_item("wamid.1", "hola", k_start_s, "573001234567"));
  const std::string unknown = std::string{k_shared} + "/" + ids_.next<ConnectionId>().text();
  const Reply wrong = post_signed(body, "another secret", own_address());
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(post_signed(body, k_app_secret, unknown).body, wrong.body);
  EXPECT_EQ(post_signed(body, k_app_secret, std::string{k_shared} + "/anything").body, wrong.body);
  EXPECT_EQ(send({"POST", k_shared, body, {}}).status, 401);
  EXPECT_EQ(send({"POST", k_shared, body, {{"X-Hub-Signature-256", "sha256=nonsense"}}}).status, 401);
  EXPECT_EQ(stores_->journal->pending({}, 10)->size(), 0U);
}

TEST_P(AWebhook, MayBeThreeMegabytesAndNoLarger) {
  const std::string large(3 * 1024 * 1024, ' ');
  EXPECT_EQ(post_signed(large, k_app_secret, k_shared).status, 200);
  const Reply larger = post_signed(large + " ", k_app_secret, k_shared);
  EXPECT_EQ(larger.status, 413);
  EXPECT_EQ(larger.member("code"), "too_large");
}

TEST_P(AWebhook, ThatCannotBeReadIsShownWithTheReasonAndReadAgain) {
  deliver("this is no delivery");
  deliver(R"({"object":"whatsapp_business_account","entry":"none"})");
  const Reply page = get("/v1/receipts?limit=1");
  ASSERT_EQ(page.status, 200);
  EXPECT_NE(page.body.find(R"("item":0,"reason":")"), std::string::npos) << page.body;
  const Reply rest = get("/v1/receipts?limit=1&cursor=" + page.member("next_cursor"));
  EXPECT_EQ(rest.member("next_cursor"), "");
  EXPECT_NE(rest.body.find(R"("item":null,"reason":")"), std::string::npos) << rest.body;
  const auto at = rest.body.find("rcpt_");
  ASSERT_NE(at, std::string::npos) << rest.body;
  const std::string id = rest.body.substr(at, rest.body.find('"', at) - at);
  const Reply again = post("/v1/receipts/" + id + "/replay");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, R"({"messages_created":0,"statuses_applied":0,"failures":1})");
}

TEST_P(AWebhook, IsCounted) {
  customer_writes("hola");
  send({"POST", k_shared, "{}", {}});
  const Reply figures = send({"GET", "/metrics", {}, {}});
  EXPECT_EQ(figures.status, 200);
  EXPECT_TRUE(figures.headers.get("Content-Type").starts_with("text/plain"));
  for (const auto* line : {"recado_receipts_accepted_total 1\n", "recado_receipts_refused_total 1\n",
                           "recado_http_requests_total 2\n", "recado_live_sockets 0\n"}) {
    EXPECT_NE(figures.body.find(line), std::string::npos) << line << figures.body;
  }
}

INSTANTIATE_TEST_SUITE_P(, AWebhook, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
