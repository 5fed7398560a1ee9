// The whole program with a number at Kapso, over both databases: both ways, and what an outage of ours leaves behind.
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/json_writer.h"
#include "server/running_program.h"
#include "support/live_client.h"

namespace recado::server {
namespace {

using ::testing::SizeIs;

class KapsoProgramTest : public ::testing::TestWithParam<std::string> {
 protected:
  std::unique_ptr<test::LiveClient> open_stream() {
    const std::string url = running_.program().url();
    const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    auto stream = std::make_unique<test::LiveClient>(
        port, "/v1/live", test::LiveClient::Headers{{"Authorization", "Bearer " + running_.api_key()}});
    EXPECT_EQ(stream->status(), 101);
    EXPECT_TRUE(stream->read()) << "no hello";
    return stream;
  }

  static bool arrives(test::LiveClient& stream, const std::vector<std::string>& words) {
    while (const auto frame = stream.read()) {
      if (std::ranges::all_of(words, [&](const auto& word) { return frame->find(word) != std::string::npos; }))
        return true;
    }
    return false;
  }

  std::string only_conversation() {
    const auto page = running_.ask("GET", "/v1/conversations");
    const auto& items = page.body.at("items").as_array();
    EXPECT_THAT(items, SizeIs(1));
    return items.empty() ? std::string{} : std::string{items[0].at("id").as_string()};
  }

  // How often each text stands in the inbox.
  std::map<std::string, int> texts() {
    std::map<std::string, int> found;
    const auto conversations = running_.ask("GET", "/v1/conversations?limit=100");
    for (const auto& conversation : conversations.body.at("items").as_array()) {
      const std::string path =
          "/v1/conversations/" + std::string{conversation.at("id").as_string()} + "/messages?limit=100";
      std::string cursor;
      do {
        const auto page = running_.ask("GET", path + cursor).body;
        for (const auto& message : page.at("items").as_array()) ++found[std::string{message.at("text").as_string()}];
        const auto& older = page.at("previous_cursor");
        cursor = older.is_string() ? "&cursor=" + std::string{older.as_string()} : "";
      } while (!cursor.empty());
    }
    return found;
  }

  RunningProgram running_{GetParam()};
  static constexpr const char* k_number = RunningProgram::k_kapso_number_id;
};

TEST_P(KapsoProgramTest, ACustomerWritesAndTheReplyReachesThePhone) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("ana", "Hola, Kapso", k_number);
  ASSERT_TRUE(arrives(*stream, {"message.created", "Hola, Kapso"}));
  const auto sent = running_.ask("POST", "/v1/conversations/" + only_conversation() + "/messages",
                                 R"({"type":"text","text":"Claro que sí"})", "reply-1");
  EXPECT_EQ(sent.status, 202);
  EXPECT_TRUE(running_.phone_shows("ana", "Claro que sí", k_number));
  EXPECT_TRUE(arrives(*stream, {"message.updated", "delivered"}));
}

TEST_P(KapsoProgramTest, ACustomerKnownByUserIdAloneIsAnswered) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("sofia", "Sin número", k_number);
  ASSERT_TRUE(arrives(*stream, {"message.created", "Sin número"}));
  ASSERT_EQ(running_
                .ask("POST", "/v1/conversations/" + only_conversation() + "/messages",
                     R"({"type":"text","text":"Hola"})", "reply-1")
                .status,
            202);
  EXPECT_TRUE(running_.phone_shows("sofia", "Hola", k_number));
}

TEST_P(KapsoProgramTest, WhileAnotherMessageIsInFlightTheReplyWaitsAndIsSentOnce) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("ana", "Hola", k_number);
  ASSERT_TRUE(arrives(*stream, {"message.created", "Hola"}));
  ASSERT_EQ(running_.control("PUT", "faults", R"({"sends":{"kind":"in_flight","times":1}})").status, 200);
  ASSERT_EQ(running_
                .ask("POST", "/v1/conversations/" + only_conversation() + "/messages",
                     R"({"type":"text","text":"Ya voy"})", "k")
                .status,
            202);
  EXPECT_TRUE(running_.phone_shows("ana", "Ya voy", k_number));
  const auto thread = running_.control("GET", std::string{"customers/ana/thread?number_id="} + k_number).body;
  EXPECT_EQ(std::ranges::count_if(thread.at("messages").as_array(),
                                  [](const auto& each) { return each.at("text") == "Ya voy"; }),
            1);
}

TEST_P(KapsoProgramTest, EveryTypeGoesOutThroughTheProxyAndReachesThePhone) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("ana", "Hola", k_number);
  ASSERT_TRUE(arrives(*stream, {"message.created", "Hola"}));
  const std::string path = "/v1/conversations/" + only_conversation() + "/messages";
  const std::vector<std::string> bodies{
      R"({"type":"image","text":"La factura","media":{"link":"https://files.example/a.jpg"}})",
      R"({"type":"document","media":{"link":"https://files.example/a.pdf","filename":"a.pdf"}})",
      R"({"type":"location","location":{"latitude":4.6,"longitude":-74.1,"name":"Aquí"}})",
      R"({"type":"contacts","contacts":[{"name":"Luis","phones":[{"phone":"+57 300 1112233"}]}]})",
      R"({"type":"buttons","text":"¿Seguimos?","buttons":[{"id":"si","title":"Sí"}]})",
      R"({"type":"list","text":"¿Cuál?","list":{"button":"Ver","sections":[{"rows":[{"id":"1","title":"Uno"}]}]}})",
      R"({"type":"cta_url","text":"Mira","link":{"text":"Abrir","url":"https://x.example/"}})",
      R"({"type":"location_request","text":"¿Dónde está?"})"};
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const auto sent = running_.ask("POST", path, bodies[i], "type-" + std::to_string(i));
    EXPECT_EQ(sent.status, 202) << bodies[i] << boost::json::serialize(sent.body);
  }
  ASSERT_EQ(running_.ask("POST", path, R"({"type":"text","text":"fin"})", "last").status, 202);
  ASSERT_TRUE(running_.phone_shows("ana", "fin", k_number));
  std::vector<std::string> types;
  const auto thread = running_.control("GET", std::string{"customers/ana/thread?number_id="} + k_number).body;
  for (const auto& message : thread.at("messages").as_array()) {
    if (message.at("direction") == "from_business") types.emplace_back(message.at("type").as_string());
  }
  EXPECT_EQ(types, (std::vector<std::string>{"image", "document", "location", "contacts", "interactive", "interactive",
                                             "interactive", "interactive", "text"}));
}

TEST_P(KapsoProgramTest, EveryTypeThatACustomerSendsIsInTheInbox) {
  running_.start();
  const auto stream = open_stream();
  const auto play = [&](const std::string& type, const std::string& content) {
    const auto sent = running_.control(
        "POST", "customers/ana/messages",
        std::string{R"({"number_id":")"} + k_number + R"(","type":")" + type + R"(","content":)" + content + "}");
    EXPECT_EQ(sent.status, 200) << type;
  };
  play("location", R"({"latitude":4.6,"longitude":-74.1,"name":"Plaza"})");
  play("contacts", R"([{"name":{"formatted_name":"Luis"},"phones":[{"phone":"+57 300 1112233"}]}])");
  play("interactive", R"({"type":"button_reply","button_reply":{"id":"si","title":"Sí"}})");
  play("interactive", R"({"type":"list_reply","list_reply":{"id":"1","title":"Uno"}})");
  play("order", R"({"catalog_id":"7","product_items":[{"product_retailer_id":"sku","quantity":1,"item_price":2,)"
                R"("currency":"COP"}]})");
  play("sticker", R"({"id":"1","mime_type":"image/webp","animated":false})");
  running_.customer_writes("ana", "fin", k_number);
  ASSERT_TRUE(arrives(*stream, {"message.created", "fin"}));
  std::vector<std::string> types;
  const auto page = running_.ask("GET", "/v1/conversations/" + only_conversation() + "/messages").body;
  for (const auto& message : page.at("items").as_array()) types.emplace_back(message.at("type").as_string());
  EXPECT_THAT(types, ::testing::UnorderedElementsAre("location", "contacts", "button_reply", "list_reply", "order",
                                                     "sticker", "text"));
}

TEST_P(KapsoProgramTest, WhatCameWhileTheProgramWasDownForTenMinutesIsThereAfterTheStartAndOnce) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("ana", "before", k_number);
  ASSERT_TRUE(arrives(*stream, {"message.created", "before"}));
  // Nobody listens where Kapso delivers: that is what an outage of ours looks like from there.
  ASSERT_EQ(
      running_.control("PUT", std::string{"numbers/"} + k_number, R"({"webhook_url":"http://127.0.0.1:9/"})").status,
      200);
  constexpr int k_each = 100;
  for (const std::string customer : {"ana", "bruno", "sofia", "c4", "c5"}) {
    JsonWriter who;
    who.begin_object().member("name", customer).member("user_id", "CO." + customer).end_object();
    if (customer.size() == 2) running_.control("PUT", "customers/" + customer, who.text());
    for (int i = 0; i < k_each; ++i) {
      running_.customer_writes(customer, customer + " " + std::to_string(i), k_number);
    }
  }
  ASSERT_EQ(running_.control("POST", "clock", R"({"forward_seconds":600})").status, 200);
  std::int64_t given_up = 0;
  for (int looked = 0; looked < 20'000 && given_up < 5 * k_each; ++looked) {
    given_up = running_.control("GET", "deliveries").body.at("given_up").as_int64();
  }
  ASSERT_GE(given_up, 5 * k_each) << "Kapso still tries";
  running_.stop();
  running_.start();
  const auto again = open_stream();
  running_.customer_writes("ana", "after", k_number);
  ASSERT_TRUE(arrives(*again, {"message.created", "after"}));
  std::map<std::string, int> found;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (found.size() < 5 * k_each + 2 && std::chrono::steady_clock::now() < until) found = texts();
  EXPECT_EQ(found.size(), 5U * k_each + 2);
  EXPECT_TRUE(std::ranges::all_of(found, [](const auto& one) { return one.second == 1; }))
      << "something is there twice";
}

INSTANTIATE_TEST_SUITE_P(, KapsoProgramTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::server
