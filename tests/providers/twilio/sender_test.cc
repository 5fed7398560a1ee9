#include "providers/twilio/sender.h"

#include <gtest/gtest.h>

#include <chrono>
#include <mutex>

#include "base/crypto.h"
#include "net/server.h"
#include "providers/twilio/error_table.h"
#include "providers/twilio/send_request.h"

namespace recado::twilio {
namespace {

// A Messages API that gives one answer to everything and remembers what it was asked.
class TwilioSenderTest : public testing::Test {
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

  ProviderAccess access() const {
    return {.connection = ConnectionId{5},
            .base_url = "http://127.0.0.1:" + std::to_string(server_.port()),
            .number_id = "576015550100",
            .account_id = "AC7",
            .access_token = "auth-token"};
  }
  SendOutcome send(OutgoingContent content = text_content("Hola & adiós"), std::string user_id = {}) {
    const auto sender = make_sender(client_, [](ConnectionId connection) {
      return "https://inbox.example.test/v1/webhooks/whatsapp/twilio/" + connection.text();
    });
    return sender->send(access(), {.message = MessageId{7},
                                   .to_phone = user_id.empty() ? "573005550111" : "",
                                   .to_user_id = std::move(user_id),
                                   .content = std::move(content)});
  }
  std::string asked(std::string_view name) const {
    return std::string{net::Query::parse(asked_.body).get(name).value_or("(absent)")};
  }
  SendOutcome answered(int status, std::string body) {
    answer_ = {.status = status, .body = std::move(body)};
    return send();
  }

  std::mutex mutex_;
  net::Request asked_;
  net::Response answer_{.status = 201, .body = R"({"sid":"SM1","status":"queued"})"};
  int count_ = 0;
  net::HttpClient client_;
  net::Server server_{net::ServerOptions{}};
};

TEST_F(TwilioSenderTest, A_text_is_posted_to_the_account_and_calls_back_with_our_id) {
  const auto outcome = send();
  ASSERT_TRUE(std::holds_alternative<Accepted>(outcome));
  EXPECT_EQ(std::get<Accepted>(outcome).provider_message_id, "SM1");
  EXPECT_EQ(asked_.path, "/2010-04-01/Accounts/AC7/Messages.json");
  EXPECT_EQ(asked_.headers.get("authorization"), "Basic " + crypto::to_base64("AC7:auth-token"));
  EXPECT_EQ(asked("To"), "whatsapp:+573005550111");
  EXPECT_EQ(asked("From"), "whatsapp:+576015550100");
  EXPECT_EQ(asked("Body"), "Hola & adiós");
  EXPECT_EQ(asked("StatusCallback"), "https://inbox.example.test/v1/webhooks/whatsapp/twilio/" +
                                         ConnectionId{5}.text() + "?message=" + MessageId{7}.text());
  EXPECT_EQ(asked("MediaUrl"), "(absent)");
}

TEST_F(TwilioSenderTest, A_customer_without_a_number_is_reached_by_the_user_id) {
  send(text_content("hola"), "CO.77");
  EXPECT_EQ(asked("To"), "whatsapp:CO.77");
}

TEST_F(TwilioSenderTest, An_API_key_signs_in_under_its_own_name) {
  auto with_key = access();
  with_key.api_key_id = "SK9";
  const auto sender = make_sender(client_, {});
  (void)sender->send(with_key, {.message = MessageId{7}, .to_phone = "57300", .content = text_content("hola")});
  EXPECT_EQ(asked_.headers.get("authorization"), "Basic " + crypto::to_base64("SK9:auth-token"));
  EXPECT_EQ(asked_.path, "/2010-04-01/Accounts/AC7/Messages.json");
  EXPECT_EQ(asked("StatusCallback"), "(absent)") << "we know no address of ours";
}

TEST_F(TwilioSenderTest, A_file_goes_by_its_address_and_a_place_as_an_action) {
  OutgoingContent image = text_content("mira");
  image.type = MessageType::image;
  image.media = {{.link = "https://files.example.test/a.jpg"}};
  send(image);
  EXPECT_EQ(asked("MediaUrl"), "https://files.example.test/a.jpg");
  EXPECT_EQ(asked("Body"), "mira");
  OutgoingContent place;
  place.type = MessageType::location;
  place.location = {{4.710989, -74.07209, "Sede | norte", "Calle 1"}};
  send(place);
  EXPECT_EQ(asked("PersistentAction"), "geo:4.710989,-74.07209|Sede   norte, Calle 1");
  EXPECT_EQ(asked("Body"), "Sede | norte");
}

TEST_F(TwilioSenderTest,
       A_file_of_ours_goes_by_a_link_where_we_can_be_reached_and_is_refused_with_the_next_step_elsewhere) {
  OutgoingContent file = text_content("mira");
  file.type = MessageType::image;
  file.media.emplace_back().file = MediaId{5};
  const auto refused = std::get<Rejected>(send(file));
  EXPECT_EQ(refused.reason, "media");
  EXPECT_NE(refused.next_step.find("public_url"), std::string::npos);
  EXPECT_EQ(count_, 0);
  const auto sender = make_sender(client_, {}, [](ConnectionId, MediaId media) {
    return "https://recado.example/v1/media/shared/" + std::to_string(media.value);
  });
  (void)sender->send(access(), {.message = MessageId{7}, .to_phone = "57300", .content = file});
  EXPECT_EQ(asked("MediaUrl"), "https://recado.example/v1/media/shared/5");
}

TEST_F(TwilioSenderTest, What_Twilio_cannot_send_is_refused_before_it_is_asked) {
  OutgoingContent buttons = text_content("¿Sí?");
  buttons.type = MessageType::buttons;
  EXPECT_EQ(std::get<Rejected>(send(buttons)).reason, "unsupported_type");
  OutgoingContent file;
  file.type = MessageType::image;
  file.media = {{.provider_id = "only-meta-has-these"}};
  EXPECT_EQ(std::get<Rejected>(send(file)).reason, "media");
  EXPECT_EQ(count_, 0);
}

TEST_F(TwilioSenderTest, An_answer_of_Twilio_decides_what_becomes_of_the_send) {
  EXPECT_EQ(std::get<Rejected>(answered(400, R"({"code":63016,"message":"window","status":400})")).reason,
            "window_closed");
  EXPECT_EQ(std::get<Rejected>(answered(401, R"({"code":20003,"message":"Authenticate"})")).reason, "credentials");
  EXPECT_EQ(std::get<Rejected>(answered(400, R"({"code":21610})")).reason, "contact_stopped");
  EXPECT_EQ(std::get<Rejected>(answered(400, R"({"code":63999})")).reason, "refused");
  EXPECT_EQ(std::get<Rejected>(answered(400, R"({"message":"bad"})")).message.find("bad") != std::string::npos, true);
  EXPECT_EQ(std::get<Rejected>(answered(201, R"({"sid":"SM1","status":"failed","error_code":63003})")).reason,
            "not_on_whatsapp");
  EXPECT_EQ(std::get<RetryLater>(answered(429, R"({"code":20429})")).cause, RetryLater::Cause::number_rate);
  EXPECT_EQ(std::get<RetryLater>(answered(400, R"({"code":63018})")).cause, RetryLater::Cause::number_rate);
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(answered(503, "<html>Service unavailable</html>")));
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(answered(500, R"({"code":20500})")));
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(answered(201, "{}"))) << "taken, but under which id?";
  EXPECT_TRUE(std::holds_alternative<RetryLater>(answered(429, ""))) << "without a code, the status speaks";
}

TEST_F(TwilioSenderTest, The_wait_that_Twilio_asks_for_is_passed_on) {
  answer_ = {.status = 429, .body = R"({"code":20429})"};
  answer_.headers.set("Retry-After", "17");
  EXPECT_EQ(std::get<RetryLater>(send()).after, std::chrono::seconds{17});
}

TEST_F(TwilioSenderTest, Credentials_that_cannot_be_right_are_not_sent_anywhere) {
  for (const auto& [account, token] : {std::pair{"", "t"}, {"AC7", ""}, {"AC7", "two\r\nlines"}, {"AC:7", "t"}}) {
    auto wrong = access();
    wrong.account_id = account;
    wrong.access_token = token;
    const auto outcome = make_sender(client_, {})->send(wrong, {.to_phone = "57", .content = text_content("x")});
    EXPECT_EQ(std::get<Rejected>(outcome).reason, "credentials");
  }
  EXPECT_EQ(count_, 0);
}

TEST_F(TwilioSenderTest, A_server_that_is_not_there_is_asked_again_later) {
  server_.stop(std::chrono::seconds{1});
  EXPECT_EQ(std::get<RetryLater>(send()).cause, RetryLater::Cause::unreachable);
}

TEST(TwilioErrors, Every_code_that_is_known_has_words_of_its_own) {
  for (const std::int64_t code :
       {20003, 20429, 20500, 21211, 21408, 21606, 21608, 21610, 21617, 21620, 21655, 21656, 30002,
        30007, 60228, 63001, 63003, 63007, 63013, 63014, 63015, 63016, 63018, 63019, 63020, 63022,
        63024, 63027, 63028, 63031, 63032, 63033, 63038, 63041, 63042, 63049, 63051}) {
    EXPECT_NE(explain(code).reason, "refused") << code;
  }
}

}  // namespace
}  // namespace recado::twilio
