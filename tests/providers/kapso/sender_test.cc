#include "providers/kapso/sender.h"

#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "net/server.h"

namespace recado::kapso {
namespace {

net::Response answer(int status, std::string body) {
  net::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

TEST(KapsoSender, A_message_is_posted_to_the_proxy_with_the_key_of_the_project) {
  std::mutex mutex;
  net::Request asked;
  net::Server server{net::ServerOptions{}};
  server.route("POST", "/{path...}", [&](const net::Request& request) {
    const std::scoped_lock lock(mutex);
    asked = request;
    return answer(200, R"({"messages":[{"id":"wamid.1"}]})");
  });
  ASSERT_TRUE(server.start());
  net::HttpClient client;
  const ProviderAccess access{.base_url = "http://127.0.0.1:" + std::to_string(server.port()),
                              .number_id = "9001",
                              .access_token = "kapso-key"};
  const auto outcome = make_sender(client)->send(
      access, {.message = MessageId{7}, .to_phone = "573005550111", .content = text_content("Hola")});
  server.stop(std::chrono::seconds{1});
  ASSERT_TRUE(std::holds_alternative<Accepted>(outcome));
  EXPECT_EQ(std::get<Accepted>(outcome).provider_message_id, "wamid.1");
  EXPECT_EQ(asked.path, "/meta/whatsapp/v24.0/9001/messages");
  EXPECT_EQ(asked.headers.get("x-api-key"), "kapso-key");
  EXPECT_FALSE(asked.headers.has("authorization"));
  EXPECT_NE(asked.body.find(MessageId{7}.text()), std::string::npos);
  EXPECT_NE(asked.body.find(R"("body":"Hola")"), std::string::npos);
}

TEST(KapsoSender, A_key_that_would_break_the_header_never_leaves) {
  net::HttpClient client;
  const auto outcome = make_sender(client)->send(
      {.base_url = "http://127.0.0.1:1", .number_id = "9001", .access_token = "a\r\nX: y"}, {.message = MessageId{7}});
  ASSERT_TRUE(std::holds_alternative<Rejected>(outcome));
  EXPECT_NE(std::get<Rejected>(outcome).next_step.find("API key"), std::string::npos);
}

TEST(KapsoOutcome, Another_message_in_flight_means_once_more_in_a_moment) {
  const auto outcome = outcome_of_response(answer(409, R"({"error":"Another message is in flight"})"));
  ASSERT_TRUE(std::holds_alternative<RetryLater>(outcome));
  EXPECT_LE(std::get<RetryLater>(outcome).after, std::chrono::seconds{2});
}

TEST(KapsoOutcome, Too_many_waits_as_long_as_it_is_told_to) {
  auto response = answer(429, R"({"error":"Too many requests"})");
  response.headers.set("Retry-After", "17");
  const auto outcome = outcome_of_response(response);
  ASSERT_TRUE(std::holds_alternative<RetryLater>(outcome));
  EXPECT_EQ(std::get<RetryLater>(outcome).after, std::chrono::seconds{17});
}

TEST(KapsoOutcome, Errors_of_its_own_are_refusals_with_a_reason) {
  for (const auto& [status, reason] : std::vector<std::pair<int, std::string>>{{400, "invalid"},
                                                                               {401, "credentials"},
                                                                               {402, "billing"},
                                                                               {403, "credentials"},
                                                                               {404, "number_gone"},
                                                                               {413, "media"},
                                                                               {418, "refused"},
                                                                               {422, "invalid"}}) {
    const auto outcome = outcome_of_response(answer(status, R"({"error":"<b>no</b>","message":"not like this"})"));
    ASSERT_TRUE(std::holds_alternative<Rejected>(outcome)) << status;
    EXPECT_EQ(std::get<Rejected>(outcome).reason, reason);
    EXPECT_NE(std::get<Rejected>(outcome).message.find("not like this"), std::string::npos);
    EXPECT_FALSE(std::get<Rejected>(outcome).next_step.empty());
  }
}

TEST(KapsoOutcome, A_person_who_stopped_marketing_is_said_to_have) {
  const auto outcome = outcome_of_response(answer(422, R"({"error":"marketing_preference_stopped"})"));
  ASSERT_TRUE(std::holds_alternative<Rejected>(outcome));
  EXPECT_EQ(std::get<Rejected>(outcome).reason, "contact_stopped");
}

TEST(KapsoOutcome, Errors_of_meta_come_through_with_their_meaning) {
  const auto closed = outcome_of_response(answer(400, R"({"error":{"code":131047}
})"));
  ASSERT_TRUE(std::holds_alternative<Rejected>(closed));
  EXPECT_EQ(std::get<Rejected>(closed).reason, "window_closed");
  const auto rate = outcome_of_response(answer(400, R"({"error":{"code":131056}})"));
  ASSERT_TRUE(std::holds_alternative<RetryLater>(rate));
  EXPECT_EQ(std::get<RetryLater>(rate).cause, RetryLater::Cause::pair_rate);
  const auto wrapped = outcome_of_response(answer(502, R"({"error":"Meta refused","meta_error_code":131026})"));
  ASSERT_TRUE(std::holds_alternative<Rejected>(wrapped));
  EXPECT_EQ(std::get<Rejected>(wrapped).reason, "not_on_whatsapp");
}

TEST(KapsoOutcome, What_may_have_gone_out_is_not_sent_again) {
  for (const auto& [status, body] : std::vector<std::pair<int, std::string>>{
           {200, R"({"messages":[{"no_id":1}]})"}, {200, "<html>"}, {502, R"({"error":"Bad gateway"})"}, {503, ""}}) {
    EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(outcome_of_response(answer(status, body)))) << status << body;
  }
}

}  // namespace
}  // namespace recado::kapso
