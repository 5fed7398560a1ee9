// The whole program with a number at Twilio, over both databases: both ways, lost answers and refusals.
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/running_program.h"
#include "support/live_client.h"

namespace recado::server {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class TwilioProgramTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    running_.start();
    const std::string url = running_.program().url();
    stream_ = std::make_unique<test::LiveClient>(
        static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))), "/v1/live",
        test::LiveClient::Headers{{"Authorization", "Bearer " + running_.api_key()}});
    ASSERT_EQ(stream_->status(), 101);
    ASSERT_TRUE(stream_->read()) << "no hello";
  }

  // Reads the stream until a frame bears all of these words.
  bool arrives(const std::vector<std::string>& words) {
    while (const auto frame = stream_->read()) {
      if (std::ranges::all_of(words, [&](const auto& word) { return frame->find(word) != std::string::npos; }))
        return true;
    }
    return false;
  }

  void customer_writes(const std::string& customer, const std::string& text) {
    running_.customer_writes(customer, text, k_number);
    ASSERT_TRUE(arrives({"message.created", text}));
  }

  void reply(const std::string& text) {
    const auto page = running_.ask("GET", "/v1/conversations");
    const auto& items = page.body.at("items").as_array();
    ASSERT_THAT(items, SizeIs(1));
    const auto sent =
        running_.ask("POST", "/v1/conversations/" + std::string{items[0].at("id").as_string()} + "/messages",
                     R"({"type":"text","text":")" + text + "\"}", "key-" + std::to_string(++replies_));
    ASSERT_EQ(sent.status, 202) << boost::json::serialize(sent.body);
  }

  void fault(const std::string& kind) {
    ASSERT_EQ(running_.control("PUT", "faults", R"({"sends":{"kind":")" + kind + R"(","times":1}})").status, 200);
  }

  // How often the business's text is on the phone.
  std::ptrdiff_t on_phone(const std::string& customer, const std::string& text) {
    const auto thread =
        running_.control("GET", "customers/" + customer + "/thread?number_id=" + std::string{k_number}).body;
    return std::ranges::count_if(thread.at("messages").as_array(),
                                 [&](const auto& each) { return each.at("text") == text.c_str(); });
  }

  int replies_ = 0;
  RunningProgram running_{GetParam()};
  std::unique_ptr<test::LiveClient> stream_;
  static constexpr const char* k_number = RunningProgram::k_twilio_number_id;
};

TEST_P(TwilioProgramTest, ACustomerWritesAndTheReplyReachesThePhone) {
  customer_writes("ana", "Hola, Twilio");
  reply("Claro que sí");
  EXPECT_TRUE(running_.phone_shows("ana", "Claro que sí", k_number));
  EXPECT_TRUE(arrives({"message.updated", R"("status":"delivered")"}));
}

TEST_P(TwilioProgramTest, ACustomerKnownByUserIdAloneIsAnswered) {
  customer_writes("sofia", "Sin número");
  reply("Hola");
  EXPECT_TRUE(running_.phone_shows("sofia", "Hola", k_number));
}

TEST_P(TwilioProgramTest, ALostAnswerIsResolvedByTheStatusAndTheMessageGoesOutOnce) {
  customer_writes("ana", "Hola");
  for (const std::string kind : {"drop_answer", "http_500_after_accepting"}) {
    fault(kind);
    reply(kind);
    EXPECT_TRUE(arrives({"message.updated", kind, R"("status":"delivered")"})) << kind;
    EXPECT_EQ(on_phone("ana", kind), 1);
  }
}

TEST_P(TwilioProgramTest, ARateLimitIsWaitedOutAndAClosedWindowEndsWithTheReason) {
  customer_writes("ana", "Hola");
  fault("rate_limit");
  reply("despacio");
  EXPECT_TRUE(running_.phone_shows("ana", "despacio", k_number));
  fault("window_closed");
  reply("tarde");
  EXPECT_TRUE(arrives({"message.updated", "tarde", R"("status":"failed")", "window_closed"}));
  EXPECT_EQ(on_phone("ana", "tarde"), 0);
}

INSTANTIATE_TEST_SUITE_P(, TwilioProgramTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::server
