#include "providers/meta/sender.h"

#include <gtest/gtest.h>

#include <chrono>
#include <mutex>

#include "net/server.h"

namespace recado::meta {
namespace {

// A Graph API that gives one answer to everything and remembers what it was asked.
class SenderTest : public testing::Test {
 protected:
  void SetUp() override {
    server_.route("POST", "/{path...}", [this](const net::Request& request) {
      const std::scoped_lock lock(mutex_);
      asked_ = request;
      ++count_;
      return answer_;
    });
    ASSERT_TRUE(server_.start());
  }
  void TearDown() override { server_.stop(std::chrono::seconds{1}); }

  SendOutcome send(std::string token = "EAAG-token") {
    const ProviderAccess access{.base_url = "http://127.0.0.1:" + std::to_string(server_.port()) + "/",
                                .number_id = "9001",
                                .access_token = std::move(token)};
    return make_sender(client_)->send(
        access, {.message = MessageId{7}, .to_phone = "573005550111", .content = text_content("Hola")});
  }

  std::mutex mutex_;
  net::Request asked_;
  net::Response answer_;
  int count_ = 0;
  net::HttpClient client_;
  net::Server server_{net::ServerOptions{}};
};

TEST_F(SenderTest, A_message_is_posted_to_the_number_with_the_token) {
  answer_ = {.status = 200, .body = R"({"messages":[{"id":"wamid.1"}]})"};
  const auto outcome = send();
  ASSERT_TRUE(std::holds_alternative<Accepted>(outcome));
  EXPECT_EQ(std::get<Accepted>(outcome).provider_message_id, "wamid.1");
  EXPECT_EQ(asked_.path, "/v22.0/9001/messages");
  EXPECT_EQ(asked_.headers.get("authorization"), "Bearer EAAG-token");
  EXPECT_EQ(asked_.headers.get("content-type"), "application/json");
  EXPECT_NE(asked_.body.find(MessageId{7}.text()), std::string::npos);
}

TEST_F(SenderTest, A_refusal_is_an_answer_and_nothing_is_sent_twice) {
  answer_ = {.status = 400, .body = R"({"error":{"code":131047}})"};
  const auto outcome = send();
  ASSERT_TRUE(std::holds_alternative<Rejected>(outcome));
  EXPECT_EQ(std::get<Rejected>(outcome).reason, "window_closed");
  EXPECT_EQ(count_, 1);
}

TEST_F(SenderTest, A_gateway_that_fails_leaves_the_outcome_open) {
  answer_ = {.status = 502, .body = "Bad Gateway"};
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(send()));
  EXPECT_EQ(count_, 1);
}

TEST_F(SenderTest, The_wait_that_the_provider_asks_for_is_passed_on) {
  answer_ = {.status = 400, .body = R"({"error":{"code":130429}})"};
  answer_.headers.set("Retry-After", "17");
  const auto outcome = send();
  ASSERT_TRUE(std::holds_alternative<RetryLater>(outcome));
  EXPECT_EQ(std::get<RetryLater>(outcome).after, std::chrono::seconds{17});
}

TEST_F(SenderTest, When_nobody_listens_the_message_is_tried_again) {
  const auto port = server_.port();
  server_.stop(std::chrono::seconds{1});
  const ProviderAccess access{
      .base_url = "http://127.0.0.1:" + std::to_string(port), .number_id = "9001", .access_token = "t"};
  const auto outcome = make_sender(client_)->send(access, {.message = MessageId{7}, .to_phone = "573005550111"});
  ASSERT_TRUE(std::holds_alternative<RetryLater>(outcome));
  EXPECT_EQ(std::get<RetryLater>(outcome).cause, RetryLater::Cause::unreachable);
}

TEST_F(SenderTest, A_token_that_would_break_the_header_never_leaves) {
  for (const std::string& token : {std::string{}, std::string{"a\r\nX: y"}, std::string{"a b"}}) {
    const auto outcome = send(token);
    ASSERT_TRUE(std::holds_alternative<Rejected>(outcome));
    EXPECT_EQ(std::get<Rejected>(outcome).reason, "credentials");
  }
  EXPECT_EQ(count_, 0);
}

}  // namespace
}  // namespace recado::meta
