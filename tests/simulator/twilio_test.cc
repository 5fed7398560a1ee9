// The simulator as Twilio: what a business sees of it over HTTP.
#include <gmock/gmock.h>

#include <algorithm>

#include "base/clock.h"
#include "base/crypto.h"
#include "simulator_test.h"

namespace recado::simulator {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string k_twilio_number = "15550783899";
const std::string k_ac = "AC00000000000000000000000000000007";
const std::string k_auth_token = "12345678901234567890123456789012";

class TwilioTest : public SimulatorTest {
 protected:
  void SetUp() override {
    SimulatorTest::SetUp();
    const auto put = control("PUT", "/numbers/" + k_twilio_number,
                             R"({"provider":"twilio","account_id":")" + k_ac + R"(","phone":"15550783899",)" +
                                 R"("display_name":"Café","access_token":")" + k_auth_token + R"(","app_secret":")" +
                                 k_auth_token + R"(","webhook_url":")" + receiver_.url("/twilio?shop=3") + R"("})");
    ASSERT_EQ(put.status, 200) << put.text;
  }

  Answer twilio(const std::string& method, const std::string& target, const std::string& form = {},
                const std::string& password = k_auth_token) {
    net::Headers headers;
    headers.set("Authorization", "Basic " + crypto::to_base64(k_ac + ":" + password));
    headers.set("Content-Type", "application/x-www-form-urlencoded");
    const auto response = raw(method, target, form, std::move(headers));
    Answer answer{response ? response->status : 0, response ? response->body : "", nullptr};
    boost::system::error_code error;
    answer.json = boost::json::parse(answer.text, error);
    return answer;
  }
  Answer messages(const std::string& method, const std::string& rest, const std::string& form = {}) {
    return twilio(method, "/2010-04-01/Accounts/" + k_ac + "/Messages" + rest, form);
  }
  Answer send_to(const std::string& to, const std::string& more = "&Body=hi") {
    return messages("POST", ".json", "From=whatsapp%3A%2B" + k_twilio_number + "&To=" + net::percent_encode(to) + more);
  }
  std::string ana_writes(const std::string& members) {
    const auto answer =
        control("POST", "/customers/ana/messages", R"({"number_id":")" + k_twilio_number + "\"," + members + "}");
    EXPECT_EQ(answer.status, 200) << answer.text;
    return answer.status == 200 ? std::string{answer.json.at("message_ids").at(0).as_string()} : std::string{};
  }
  static std::string field(const Received& delivery, std::string_view name) {
    return std::string{net::Query::parse(delivery.body).get(name).value_or("(absent)")};
  }
};

TEST_F(TwilioTest, ACustomersTextIsAFormSignedOverTheWholeAddress) {
  const auto id = ana_writes(R"("type":"text","text":"olá 🌟 & more")");
  EXPECT_THAT(id, StartsWith("SM"));
  const auto delivery = receiver_.wait_for(1).at(0);
  EXPECT_EQ(field(delivery, "Body"), "olá 🌟 & more");
  EXPECT_EQ(field(delivery, "From"), "whatsapp:+16505551234");
  EXPECT_EQ(field(delivery, "To"), "whatsapp:+" + k_twilio_number);
  EXPECT_EQ(field(delivery, "MessageSid"), id);
  EXPECT_EQ(field(delivery, "ExternalUserId"), "whatsapp:US.134");
  std::vector<std::pair<std::string, std::string>> fields = net::Query::parse(delivery.body).all();
  std::ranges::sort(fields);
  std::string text = receiver_.url("/twilio?shop=3");
  for (const auto& [name, value] : fields) text += name + value;
  EXPECT_EQ(delivery.headers.get("X-Twilio-Signature"), crypto::to_base64(crypto::hmac_sha1(k_auth_token, text)));
}

TEST_F(TwilioTest, AWebhookThatFailsIsNotRepeated) {
  receiver_.answer_with([](int nth) { return nth == 1 ? 503 : 204; });
  ana_writes(R"("text":"lost")");
  receiver_.wait_for(1);
  ana_writes(R"("text":"heard")");
  const auto deliveries = receiver_.wait_for(2);
  EXPECT_EQ(field(deliveries.at(1), "Body"), "heard");
}

TEST_F(TwilioTest, TapsPlacesAndFilesHaveTheirParameters) {
  ana_writes(R"("type":"interactive","content":{"type":"button_reply","button_reply":{"id":"yes","title":"Yes"}})");
  EXPECT_EQ(field(receiver_.wait_for(1).at(0), "ButtonPayload"), "yes");
  ana_writes(R"("type":"location","content":{"latitude":4.71,"longitude":-74.07,"name":"Office"})");
  EXPECT_EQ(field(receiver_.wait_for(2).at(1), "Label"), "Office");
}

TEST_F(TwilioTest, AFileLiesBehindARedirectThatNeedsNoToken) {
  const auto shelved = control("POST", "/numbers/" + k_twilio_number + "/media",
                               R"({"mime_type":"image/png","base64":")" + crypto::to_base64("picture") + "\"}");
  ASSERT_EQ(shelved.status, 200) << shelved.text;
  const std::string id{shelved.json.at("id").as_string()};
  const auto sid = ana_writes(R"("type":"image","content":{"id":")" + id + R"(","mime_type":"image/png"})");
  const auto delivery = receiver_.wait_for(1).at(0);
  EXPECT_EQ(field(delivery, "NumMedia"), "1");
  EXPECT_EQ(field(delivery, "MediaContentType0"), "image/png");
  const std::string url = field(delivery, "MediaUrl0");
  ASSERT_THAT(url, StartsWith(base() + "/2010-04-01/Accounts/" + k_ac + "/Messages/" + sid + "/Media/ME"));
  EXPECT_EQ(messages("GET", "/" + sid + "/Media.json").json.at("media_list").as_array().size(), 1U);
  net::Headers basic;
  basic.set("Authorization", "Basic " + crypto::to_base64(k_ac + ":" + k_auth_token));
  const auto hop = raw("GET", url.substr(base().size()), {}, basic);
  ASSERT_TRUE(hop && hop->status == 307);
  const std::string place{hop->headers.get("Location")};
  ASSERT_THAT(place, StartsWith(base()));
  const auto file = raw("GET", place.substr(base().size()));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->body, "picture");
}

TEST_F(TwilioTest, ASendReachesThePhoneAndCallsBackWhereItWasAsked) {
  ana_writes(R"("text":"hello?")");
  const auto sent = send_to("whatsapp:+16505551234", "&Body=hi%20there&StatusCallback=" +
                                                         net::percent_encode(receiver_.url("/status?message=msg_1")));
  ASSERT_EQ(sent.status, 201) << sent.text;
  EXPECT_EQ(sent.json.at("status").as_string(), "queued");
  const std::string sid{sent.json.at("sid").as_string()};
  const auto deliveries = receiver_.wait_for(3);
  EXPECT_EQ(field(deliveries.at(1), "MessageStatus"), "sent");
  EXPECT_EQ(field(deliveries.at(2), "MessageStatus"), "delivered");
  EXPECT_EQ(field(deliveries.at(2), "MessageSid"), sid);
  EXPECT_THAT(deliveries.at(2).path, HasSubstr("/status"));
  const auto shown = messages("GET", "/" + sid + ".json");
  EXPECT_EQ(shown.json.at("status").as_string(), "delivered");
  EXPECT_EQ(shown.json.at("direction").as_string(), "outbound-api");
}

TEST_F(TwilioTest, WhatIsWrongIsRefusedInTwiliosWords) {
  const auto code = [](const Answer& answer) { return answer.json.at("code").as_int64(); };
  ana_writes(R"("text":"hello?")");
  EXPECT_EQ(code(send_to("nonsense")), 21211);
  EXPECT_EQ(code(send_to("whatsapp:+16505551234", "")), 21619);
  EXPECT_EQ(code(send_to("whatsapp:+16505551234", "&Body=" + std::string(1601, 'x'))), 21617);
  EXPECT_EQ(code(messages("POST", ".json", "From=whatsapp%3A%2B1999&To=whatsapp%3A%2B16505551234&Body=x")), 63007);
  const auto refused = twilio("GET", "/2010-04-01/Accounts/" + k_ac + "/Messages.json", {}, "wrong");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(code(refused), 20003);
  EXPECT_EQ(messages("GET", "/SM404.json").status, 404);
}

TEST_F(TwilioTest, WhatCannotArriveFailsLater) {
  const auto closed = send_to("whatsapp:+16505551234");
  EXPECT_EQ(closed.status, 201) << "the window is judged behind the answer";
  EXPECT_EQ(field(receiver_.wait_for(1).at(0), "ErrorCode"), "63016");
  EXPECT_EQ(send_to("whatsapp:+19995551234").status, 201);
  EXPECT_EQ(field(receiver_.wait_for(2).at(1), "ErrorCode"), "63003");
}

TEST_F(TwilioTest, FaultsOfSendsHaveTwiliosShape) {
  ana_writes(R"("text":"hello?")");
  const auto with = [&](const std::string& kind) {
    put_faults(R"({"sends":{"kind":")" + kind + R"("}})");
    return send_to("whatsapp:+16505551234");
  };
  EXPECT_EQ(with("rate_limit").status, 429);
  EXPECT_EQ(with("pair_rate_limit").json.at("code").as_int64(), 63018);
  EXPECT_EQ(with("http_500").status, 500);
  EXPECT_EQ(with("token_expired").status, 401);
  EXPECT_EQ(with("drop_answer").status, 0);
  EXPECT_EQ(with("http_500_after_accepting").status, 500);
  const auto listed = messages("GET", ".json?From=whatsapp%3A%2B" + k_twilio_number);
  EXPECT_EQ(listed.json.at("messages").as_array().size(), 2U) << "the two that were accepted";
}

TEST_F(TwilioTest, TheListIsPagedAndFiltered) {
  ana_writes(R"("text":"old","ago_seconds":7200)");
  ana_writes(R"("text":"new","count":5)");
  const auto whose = "?To=whatsapp%3A%2B" + k_twilio_number;
  auto page = messages("GET", ".json" + whose + "&PageSize=4");
  EXPECT_EQ(page.json.at("messages").as_array().size(), 4U);
  EXPECT_EQ(page.json.at("messages").at(0).at("body").as_string(), "new") << "newest first";
  const std::string next{page.json.at("next_page_uri").as_string()};
  EXPECT_THAT(next, StartsWith("/2010-04-01/Accounts/"));
  page = twilio("GET", next);
  EXPECT_EQ(page.json.at("messages").as_array().size(), 2U);
  EXPECT_TRUE(page.json.at("next_page_uri").is_null());
  const std::string since = to_iso8601(SystemClock{}.now() - std::chrono::hours{1}).substr(0, 19) + "Z";
  page = messages("GET", ".json" + whose + "&DateSent%3E=" + net::percent_encode(since));
  EXPECT_EQ(page.json.at("messages").as_array().size(), 5U);
  EXPECT_EQ(messages("GET", ".json?From=whatsapp%3A%2B999").json.at("messages").as_array().size(), 0U);
}

TEST_F(TwilioTest, TypingMarksTheMessageAsRead) {
  const auto id = ana_writes(R"("text":"hello?")");
  receiver_.wait_for(1);
  EXPECT_EQ(twilio("POST", "/v2/Indicators/Typing.json", "channel=whatsapp&messageId=" + id).text,
            R"({"success":true})");
  const auto shown = control("GET", "/customers/ana/thread?number_id=" + k_twilio_number);
  EXPECT_EQ(shown.json.at("messages").at(0).at("status").as_string(), "read");
}

}  // namespace
}  // namespace recado::simulator
