// The whole program over both databases: a conversation with the sandbox's customer, and what a start finds again.
#include "server/program.h"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <future>

#include "server/after_commit_fanout.h"
#include "server/doctor.h"
#include "server/installation.h"
#include "server/master_key.h"
#include "server/running_program.h"
#include "server/stores.h"
#include "support/live_client.h"

namespace recado::server {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Ne;
using ::testing::SizeIs;

class ProgramTest : public ::testing::TestWithParam<std::string> {
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

  // Reads the stream until a frame bears all of these words.
  static bool arrives(test::LiveClient& stream, const std::vector<std::string>& words) {
    while (const auto frame = stream.read()) {
      if (std::ranges::all_of(words, [&](const auto& word) { return frame->find(word) != std::string::npos; }))
        return true;
    }
    return false;
  }

  boost::json::array messages() {
    const auto page = running_.ask("GET", "/v1/conversations");
    const auto& items = page.body.at("items").as_array();
    if (items.empty()) return {};
    const std::string id{items[0].at("id").as_string()};
    return running_.ask("GET", "/v1/conversations/" + id + "/messages").body.at("items").as_array();
  }

  RunningProgram running_{GetParam()};
};

TEST_P(ProgramTest, ACustomerWritesAndTheReplyReachesThePhone) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("ana", "Hola, ¿hay alguien?");
  ASSERT_TRUE(arrives(*stream, {"message.created", "hay alguien"}));
  const auto page = running_.ask("GET", "/v1/conversations");
  ASSERT_THAT(page.body.at("items").as_array(), SizeIs(1));
  const std::string conversation{page.body.at("items").at(0).at("id").as_string()};
  const auto sent = running_.ask("POST", "/v1/conversations/" + conversation + "/messages",
                                 R"({"type":"text","text":"Claro que sí"})", "reply-1");
  EXPECT_EQ(sent.status, 202);
  EXPECT_TRUE(running_.phone_shows("ana", "Claro que sí"));
  EXPECT_TRUE(arrives(*stream, {"message.updated", "delivered"}));
}

TEST_P(ProgramTest, ThePortsMayChangeBetweenStartsAndTheSandboxGoesOn) {
  running_.start();
  const std::string first = running_.program().simulator_url();
  running_.stop();
  running_.start();
  EXPECT_NE(running_.program().simulator_url(), first);
  const auto stream = open_stream();
  running_.customer_writes("ana", "Otra vez");
  ASSERT_TRUE(arrives(*stream, {"message.created", "Otra vez"}));
  EXPECT_THAT(running_.control("GET", "numbers").body.at("items").as_array(), SizeIs(3));
  EXPECT_THAT(running_.control("GET", "customers").body.at("items").as_array(), SizeIs(3));
}

TEST_P(ProgramTest, WhatWasDurableAndNotAppliedIsAppliedByTheNextStart) {
  running_.start();
  running_.stop();
  {
    // As a program leaves it that is killed between the commit of the delivery and its application.
    auto installation = open_installation(running_.config());
    ASSERT_TRUE(installation) << installation.error().message;
    AfterCommitFanout nobody;
    Stores stores{*installation->database, installation->key, 0, nobody};
    const SystemClock clock;
    IdSource ids{clock, 0};
    const auto connections = stores.connections->all();
    ASSERT_TRUE(connections);
    const std::string body =
        R"({"object":"whatsapp_business_account","entry":[{"id":"200000000000001","changes":[{"field":
      "messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"573000000000","phone_number_id":
      "100000000000001"},"contacts":[{"profile":{"name":"Eva"},"wa_id":"573000000777"}],"messages":[{"from":"573000000777",
      "id":"wamid.left","timestamp":"1795000000","type":"text","text":{"body":"left behind"}}]}}]}]})";
    std::promise<bool> is_durable;
    stores.journal->append(std::make_shared<Receipt>(Receipt{.id = ids.next<ReceiptId>(),
                                                             .verified_by = connections->front().connection.id,
                                                             .received_at = clock.now(),
                                                             .body = body}),
                           [&](const Result<void>& written) { is_durable.set_value(written.has_value()); });
    ASSERT_TRUE(is_durable.get_future().get());
    installation->database->close();
  }
  running_.start();
  // Recovery comes before what is new: when the new message is there, so is the old one.
  const auto stream = open_stream();
  running_.customer_writes("ana", "after the restart");
  ASSERT_TRUE(arrives(*stream, {"message.created", "after the restart"}));
  const auto found = running_.ask("GET", "/v1/conversations").body.at("items").as_array();
  EXPECT_THAT(found, SizeIs(2));
  EXPECT_THAT(boost::json::serialize(found), HasSubstr("left behind"));
}

TEST_P(ProgramTest, AMessageQueuedBeforeTheStopIsSentAfterTheNextStart) {
  running_.start();
  const auto stream = open_stream();
  running_.customer_writes("ana", "Hola");
  ASSERT_TRUE(arrives(*stream, {"message.created", "Hola"}));
  const auto page = running_.ask("GET", "/v1/conversations");
  const std::string conversation{page.body.at("items").at(0).at("id").as_string()};
  ASSERT_EQ(running_.control("PUT", "faults", R"({"sends":{"kind":"rate_limit","times":1}})").status, 200);
  ASSERT_EQ(
      running_.ask("POST", "/v1/conversations/" + conversation + "/messages", R"({"type":"text","text":"Ya voy"})", "k")
          .status,
      202);
  running_.stop();
  running_.start();
  EXPECT_TRUE(running_.phone_shows("ana", "Ya voy"));
}

TEST_P(ProgramTest, ItIsReadyWhileItRuns) {
  running_.start();
  EXPECT_EQ(running_.ask("GET", "/healthz").status, 200);
  EXPECT_EQ(running_.ask("GET", "/metrics").status, 200);
}

TEST_P(ProgramTest, ASecondInitIsRefused) {
  const auto again =
      initialise(running_.config(), {.email = "eva@example.com", .workspace_name = "Eva"}, SystemClock{});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  EXPECT_THAT(again.error().message, HasSubstr("initialised already"));
}

TEST_P(ProgramTest, TheDoctorFindsNothingWrong) {
  running_.start();
  const auto findings = examine(running_.config(), SystemClock{});
  EXPECT_THAT(findings, Each(Field(&Finding::grade, Ne(Finding::Grade::fail))));
  EXPECT_THAT(findings, SizeIs(9));
}

TEST_P(ProgramTest, AKeyThatOthersMayReadIsRefusedWithTheCommandThatMendsIt) {
  const auto path = running_.config().master_key_path();
  std::filesystem::permissions(path, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  Program program{running_.config(), SystemClock{}};
  const auto started = program.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().next_step, "Run: chmod 600 " + path);
  EXPECT_THAT(examine(running_.config(), SystemClock{}), Contains(Field(&Finding::grade, Finding::Grade::fail)));
}

INSTANTIATE_TEST_SUITE_P(, ProgramTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::server
