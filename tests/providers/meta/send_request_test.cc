#include "providers/meta/send_request.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace recado::meta {
namespace {

const SendRequest k_request{
    .message = MessageId{42}, .to_phone = "573005550111", .content = text_content("Hola \"Ana\"\n")};

net::Response answer(int status, std::string body) { return {.status = status, .body = std::move(body)}; }

TEST(MetaSend, A_text_goes_to_the_whole_number_and_carries_our_message_id) {
  const auto body = boost::json::parse(request_body(k_request));
  EXPECT_EQ(body.at("messaging_product"), "whatsapp");
  EXPECT_EQ(body.at("to"), "+573005550111");
  EXPECT_EQ(body.at("type"), "text");
  EXPECT_EQ(body.at("text").at("body"), "Hola \"Ana\"\n");
  EXPECT_EQ(body.at("text").at("preview_url"), true);
  EXPECT_EQ(body.at("biz_opaque_callback_data"), boost::json::string{MessageId{42}.text()});
  EXPECT_FALSE(body.as_object().contains("context"));
  EXPECT_FALSE(body.as_object().contains("recipient"));
}

TEST(MetaSend, A_customer_without_a_number_is_written_to_by_user_id) {
  const auto body =
      boost::json::parse(request_body({.message = MessageId{1}, .to_user_id = "CO.7", .content = text_content("x")}));
  EXPECT_EQ(body.at("recipient"), "CO.7");
  EXPECT_FALSE(body.as_object().contains("to"));
}

TEST(MetaSend, A_reply_quotes_its_message) {
  SendRequest reply = k_request;
  reply.reply_to = "wamid.0";
  EXPECT_EQ(boost::json::parse(request_body(reply)).at("context").at("message_id"), "wamid.0");
}

TEST(MetaSend, An_accepted_message_has_the_id_that_statuses_will_name) {
  const auto outcome = outcome_of_response(
      answer(200, R"({"contacts":[{"input":"+573005550111","wa_id":"573005550111"}],"messages":[{"id":"wamid.9"}]})"));
  ASSERT_TRUE(std::holds_alternative<Accepted>(outcome));
  EXPECT_EQ(std::get<Accepted>(outcome).provider_message_id, "wamid.9");
  EXPECT_EQ(std::get<Accepted>(outcome).recipient_wa_id, "573005550111");
}

TEST(MetaSend, A_success_that_cannot_be_read_may_have_gone_out) {
  for (const std::string& body :
       {"", "<html>", "{}", R"({"messages":[]})", R"({"messages":[{}]})", R"({"messages":[{"id":7}]})"}) {
    EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(outcome_of_response(answer(200, body)))) << body;
  }
}

TEST(MetaSend, An_error_is_told_in_Metas_own_words) {
  const auto outcome = outcome_of_response(answer(
      400, R"({"error":{"message":"(#131047) Re-engagement","code":131047,"error_data":{"details":"Too late"}}})"));
  ASSERT_TRUE(std::holds_alternative<Rejected>(outcome));
  EXPECT_EQ(std::get<Rejected>(outcome).reason, "window_closed");
  EXPECT_NE(std::get<Rejected>(outcome).message.find("Too late"), std::string::npos);
}

TEST(MetaSend, Errors_of_every_shape_are_survived) {
  for (const std::string& body : {"", "Bad Gateway", R"({"error":"unexpected"})", R"({"error":{"code":"x"}})", "[]",
                                  "null", R"({"error":{"code":1e300,"error_data":[]}})"}) {
    EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(outcome_of_response(answer(502, body)))) << body;
    EXPECT_TRUE(std::holds_alternative<Rejected>(outcome_of_response(answer(400, body)))) << body;
  }
  EXPECT_TRUE(std::holds_alternative<RetryLater>(
      outcome_of_response(answer(400, R"({"error":{"code":"130429","error_data":"slow down"}})"))));
}

TEST(MetaSend, A_token_that_is_gone_and_a_number_that_is_gone_are_told_apart) {
  EXPECT_EQ(
      std::get<Rejected>(outcome_of_response(answer(401, R"({"error":{"code":190,"error_subcode":463}})"))).reason,
      "credentials");
  EXPECT_EQ(std::get<Rejected>(outcome_of_response(answer(400, R"({"error":{"code":100,"error_subcode":33}})"))).reason,
            "number_gone");
}

}  // namespace
}  // namespace recado::meta
