#include <gmock/gmock.h>

#include "base/crypto.h"
#include "simulator_test.h"

namespace recado::simulator {

using testing::HasSubstr;

class GraphTest : public SimulatorTest {};

TEST_F(GraphTest, APathMayLackTheVersionAndEndInASlash) {
  customer_writes("ana", "hello?");
  net::Headers headers;
  headers.set("Authorization", "Bearer " + k_token);
  headers.set("Host", "graph.facebook.com");
  for (const std::string start : {"/v24.0/", "/"}) {
    for (const std::string end : {"", "/"}) {
      const auto answer =
          raw("POST", start + k_number + "/messages" + end,
              R"({"messaging_product":"whatsapp","to":16505551234,"type":"text","text":{"body":"hi"}})", headers);
      ASSERT_TRUE(answer);
      EXPECT_EQ(answer->status, 200) << start << end << answer->body;
    }
  }
}

TEST_F(GraphTest, TheTokenMayStandInTheQuery) {
  const auto answer = raw("GET", "/v24.0/" + k_number + "?fields=verified_name%2Cid&access_token=" + k_token);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, R"({"verified_name":"Café","id":"106540352242922"})");
}

TEST_F(GraphTest, AMissingTokenAndAWrongOneAreToldApart) {
  const auto missing = graph("GET", "/" + k_number, "", "");
  EXPECT_EQ(missing.status, 401);
  EXPECT_EQ(missing.code(), 0);
  const auto wrong = graph("GET", "/" + k_number, "", "EAAother");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.code(), 190);
}

TEST_F(GraphTest, WhatIsNotThereIsAnsweredAsTheProviderDoes) {
  const auto object = graph("GET", "/123456");
  EXPECT_EQ(object.status, 400);
  EXPECT_EQ(object.code(), 100);
  EXPECT_EQ(object.json.at("error").at("error_subcode").as_int64(), 33);
  EXPECT_TRUE(object.json.at("error").as_object().contains("fbtrace_id"));
  for (const std::string& path :
       {std::string{"/undefined/register"}, "/" + k_number + "/nonsense", std::string{"/a/b/c/d"}}) {
    const auto answer = graph("POST", path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.code(), 100) << path;
  }
}

TEST_F(GraphTest, AFieldThatANumberDoesNotHaveIsAnError) {
  const auto answer = graph("GET", "/" + k_number + "?fields=id,shoe_size");
  EXPECT_EQ(answer.code(), 100);
  EXPECT_THAT(answer.text, HasSubstr("nonexisting field (shoe_size)"));
}

TEST_F(GraphTest, AnAccountListsItsNumbersPageByPage) {
  for (const std::string id : {"106540352242923", "106540352242924"}) {
    control("PUT", "/numbers/" + id,
            R"({"account_id":"102290129340398","phone":"15550783882","access_token":"EAAtoken"})");
  }
  const auto first = graph("GET", "/" + k_account + "/phone_numbers?limit=2&fields=id");
  EXPECT_EQ(boost::json::serialize(first.json.at("data")), R"([{"id":"106540352242922"},{"id":"106540352242923"}])");
  ASSERT_TRUE(first.json.at("paging").as_object().contains("next"));
  const auto last = graph("GET", "/" + k_account + "/phone_numbers?limit=2&fields=id&after=106540352242923");
  EXPECT_EQ(boost::json::serialize(last.json.at("data")), R"([{"id":"106540352242924"}])");
  EXPECT_FALSE(last.json.at("paging").as_object().contains("next"));
}

TEST_F(GraphTest, TheNearestCallbackWins) {
  receiver_.verify_token("secret word");
  const auto account =
      graph("POST", "/" + k_account + "/subscribed_apps",
            R"({"override_callback_uri":")" + receiver_.url("/account") + R"(","verify_token":"secret word"})");
  EXPECT_EQ(account.text, R"({"success":true})");
  customer_writes("ana", "one");
  EXPECT_EQ(receiver_.wait_for(1).at(0).path, "/account");
  const auto number = graph("POST", "/" + k_number,
                            R"({"webhook_configuration":{"override_callback_uri":")" + receiver_.url("/number") +
                                R"(","verify_token":"secret word"}})");
  EXPECT_EQ(number.text, R"({"success":true})");
  customer_writes("ana", "two");
  EXPECT_EQ(receiver_.wait_for(2).at(1).path, "/number");
  graph("POST", "/" + k_number, R"({"webhook_configuration":{"override_callback_uri":""}})");
  graph("POST", "/" + k_account + "/subscribed_apps");
  customer_writes("ana", "three");
  EXPECT_EQ(receiver_.wait_for(3).at(2).path, "/hook");
}

TEST_F(GraphTest, ACallbackThatFailsItsChallengeIsNotTaken) {
  receiver_.verify_token("another word");
  const std::string body = R"({"override_callback_uri":")" + receiver_.url("/x") + R"(","verify_token":"word"})";
  EXPECT_EQ(graph("POST", "/" + k_account + "/subscribed_apps", body).code(), 2200);
  EXPECT_EQ(graph("POST", "/" + k_number, R"({"webhook_configuration":)" + body + "}").code(), 2200);
  EXPECT_EQ(graph("GET", "/" + k_number + "?fields=webhook_configuration").text,
            R"({"webhook_configuration":{"application":")" + receiver_.url() + R"("},"id":"106540352242922"})");
}

TEST_F(GraphTest, AnAccountThatIsNotSubscribedGetsNoWebhooks) {
  graph("DELETE", "/" + k_account + "/subscribed_apps");
  customer_writes("ana", "anybody?");
  wait_for_last("ana", "failed");
  EXPECT_EQ(graph("GET", "/" + k_account + "/subscribed_apps").text, R"({"data":[]})");
}

TEST_F(GraphTest, TheProfileKeepsWhatWasSet) {
  graph("POST", "/" + k_number + "/whatsapp_business_profile",
        R"({"messaging_product":"whatsapp","about":"Coffee","websites":["https://cafe.example/"]})");
  EXPECT_EQ(graph("GET", "/" + k_number + "/whatsapp_business_profile?fields=about,websites,email").text,
            R"({"data":[{"about":"Coffee","websites":["https://cafe.example/"],"messaging_product":"whatsapp"}]})");
}

TEST_F(GraphTest, ANumberThatIsNotRegisteredCannotSend) {
  customer_writes("ana", "hello?");
  graph("POST", "/" + k_number + "/register", R"({"messaging_product":"whatsapp","pin":"123456"})");
  graph("POST", "/" + k_number + "/deregister");
  EXPECT_EQ(send_text("16505551234", "hi").code(), 133010);
  EXPECT_EQ(graph("POST", "/" + k_number + "/register", R"({"messaging_product":"whatsapp","pin":"654321"})").code(),
            133005);
  graph("POST", "/" + k_number + "/register", R"({"messaging_product":"whatsapp","pin":"123456"})");
  EXPECT_EQ(send_text("16505551234", "hi").status, 200);
}

TEST_F(GraphTest, ABlockedCustomerIsNeitherHeardNorReached) {
  customer_writes("ana", "hello?");
  const auto blocked =
      graph("POST", "/" + k_number + "/block_users",
            R"({"messaging_product":"whatsapp","block_users":[{"user":"16505551234"},{"user":"1999"}]})");
  EXPECT_EQ(boost::json::serialize(blocked.json.at("block_users").at("added_users")),
            R"([{"input":"16505551234","wa_id":"16505551234","user_id":"US.134"}])");
  EXPECT_EQ(blocked.json.at("block_users").at("failed_users").at(0).at("input").as_string(), "1999");
  EXPECT_EQ(send_text("16505551234", "hi").code(), 130403);
  customer_writes("ana", "unheard");
  customer_writes("sofia", "heard");
  EXPECT_EQ(receiver_.wait_for_items("messages", 2).at(1).at("text").at("body").as_string(), "heard");
}

TEST_F(GraphTest, MediaGoUpAndComeBackWithTheToken) {
  net::Headers headers;
  headers.set("Authorization", "Bearer " + k_token);
  headers.set("Content-Type", "multipart/form-data; boundary=xyz");
  const std::string form =
      "--xyz\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage\r\n"
      "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\n"
      "\x89PNG\r\n--xy\r\n--xyz--\r\n";
  const auto uploaded = raw("POST", "/v24.0/" + k_number + "/media?messaging_product=whatsapp", form, headers);
  ASSERT_TRUE(uploaded);
  const auto id = std::string{boost::json::parse(uploaded->body).at("id").as_string()};
  const auto media = graph("GET", "/" + id + "?phone_number_id=" + k_number);
  EXPECT_EQ(media.json.at("mime_type").as_string(), "image/png");
  EXPECT_EQ(media.json.at("sha256").as_string(), crypto::sha256_hex("\x89PNG\r\n--xy"));
  const auto url = std::string{media.json.at("url").as_string()};
  const auto file = raw("GET", url.substr(base().size()), "", headers);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->body, "\x89PNG\r\n--xy");
  EXPECT_EQ(raw("GET", url.substr(base().size()))->status, 401);
  EXPECT_EQ(raw("GET", url.substr(base().size()) + "0", "", headers)->status, 404);

  customer_writes("ana", "a picture?");
  EXPECT_EQ(send(R"("type":"image","image":{"id":")" + id + R"(","caption":"a cat"})").status, 200);
  EXPECT_EQ(thread("ana").at("messages").at(1).at("content").at("id").as_string(), id);
  EXPECT_EQ(graph("DELETE", "/" + id).text, R"({"success":true})");
  EXPECT_EQ(send(R"("type":"image","image":{"id":")" + id + R"("})").code(), 131009);
}

TEST_F(GraphTest, ATokenTellsWhichAccountsItReaches) {
  const auto good = graph("GET", "/debug_token?input_token=" + k_token);
  EXPECT_TRUE(good.json.at("data").at("is_valid").as_bool());
  EXPECT_EQ(good.json.at("data").at("granular_scopes").at(0).at("target_ids").at(0).as_string(), k_account);
  EXPECT_FALSE(graph("GET", "/debug_token?input_token=EAAother").json.at("data").at("is_valid").as_bool());
}

}  // namespace recado::simulator
