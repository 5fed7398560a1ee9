#include <fmt/format.h>

#include <future>

#include "simulator/simulator.h"
#include "support/api_fixture.h"

namespace recado::test {
namespace {

class TheSandbox : public ApiTest {
 protected:
  void SetUp() override {
    ApiTest::SetUp();
    ASSERT_TRUE(simulator_.start());
    settings_.sandbox =
        api::Sandbox{fmt::format("http://127.0.0.1:{}", simulator_.port()), "106540352242922", "15550783881"};
    // Few enough that waiting calls would be noticed.
    server_options_.worker_threads = 1;
    start();
  }
  ~TheSandbox() override { simulator_.stop(); }

  Reply put(const std::string& target, const std::string& body) { return as(session_, {"PUT", target, body, {}}); }

  simulator::Simulator simulator_{{}};
};

TEST_P(TheSandbox, IsReachedThroughTheServerByMembers) {
  EXPECT_EQ(get("/v1/sandbox").body, R"({"enabled":true,"number_id":"106540352242922","phone":"+15550783881"})");
  const Reply made = put("/v1/sandbox/customers/ana", R"({"name":"Ana","phone":"573001234567"})");
  EXPECT_LT(made.status, 300) << made.body;
  const Reply customers = get("/v1/sandbox/customers");
  EXPECT_EQ(customers.status, 200);
  EXPECT_EQ(customers.headers.get("Content-Type"), "application/json");
  EXPECT_NE(customers.body.find("\"Ana\""), std::string::npos);
  EXPECT_EQ(send({"GET", "/v1/sandbox/customers", {}, {}}).status, 401);
  const Reply elsewhere = send({"POST", "/v1/sandbox/reset", {}, {{"Cookie", "recado_session=" + session_}}});
  EXPECT_EQ(elsewhere.status, 403) << "another page cannot reset it";
}

TEST_P(TheSandbox, PassesOnWhatTheSimulatorAnswers) {
  EXPECT_EQ(get("/v1/sandbox/nothing").status, 404);
  EXPECT_GE(put("/v1/sandbox/customers/ana", "{").status, 400);
  EXPECT_EQ(get("/v1/sandbox/../v22.0/106540352242922").status, 404) << "the control API only";
  EXPECT_EQ(get("/v1/sandbox/%2e%2e/v22.0/106540352242922").status, 404);
  EXPECT_EQ(put("/v1/sandbox/faults", std::string(300'000, ' ')).status, 413);
}

TEST_P(TheSandbox, LetsManyPhonesWaitWithoutHoldingUpTheRest) {
  ASSERT_LT(put("/v1/sandbox/numbers/106540352242922",
                R"({"account_id":"1","phone":"15550783881","display_name":"Demo","access_token":"t","app_secret":"s",)"
                R"("verify_token":"v","webhook_url":"http://127.0.0.1:1/"})")
                .status,
            300);
  ASSERT_LT(put("/v1/sandbox/customers/ana", R"({"name":"Ana","phone":"573001234567"})").status, 300);
  const std::string thread = "/v1/sandbox/customers/ana/thread?number_id=106540352242922";
  const std::string version = get(thread + "&after=-1&wait=0").member("version");
  ASSERT_FALSE(version.empty());
  std::vector<std::future<Reply>> phones;
  for (int i = 0; i < 20; ++i) {
    phones.push_back(std::async(std::launch::async, [&] { return get(thread + "&wait=25&after=" + version); }));
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(get("/v1/session").status, 200);
  const Reply wrote =
      post("/v1/sandbox/customers/ana/messages", R"({"number_id":"106540352242922","type":"text","text":"hola"})");
  EXPECT_LT(wrote.status, 300) << wrote.body;
  for (auto& phone : phones) EXPECT_NE(phone.get().body.find("hola"), std::string::npos);
}

TEST_P(TheSandbox, SaysWhenItsSimulatorHasGone) {
  simulator_.stop();
  const Reply reply = get("/v1/sandbox/customers");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.member("code"), "unavailable");
}

INSTANTIATE_TEST_SUITE_P(, TheSandbox, ::testing::Values("sqlite"), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
