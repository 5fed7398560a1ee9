#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "simulator/fact_json.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"
#include "simulator_test.h"

namespace recado::simulator {

namespace {

std::filesystem::path fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "recado-simulator-XXXXXX").string();
  return ::mkdtemp(name.data());
}

}  // namespace

class StateTest : public SimulatorTest {
 protected:
  void SetUp() override {
    start({.state_file = file_});
    add_number_and_customers();
  }
  void TearDown() override {
    simulator_.reset();
    std::filesystem::remove_all(folder_);
  }
  void restart() {
    simulator_.reset();
    start({.state_file = file_});
  }

  std::filesystem::path folder_ = fresh_folder();
  std::filesystem::path file_ = folder_ / "state.jsonl";
};

TEST_F(StateTest, AThreadSurvivesARestart) {
  customer_writes("ana", "olá");
  wait_for_last("ana", "delivered");
  send_text("16505551234", "hi");
  wait_for_last("ana", "delivered");
  const auto before = thread("ana");
  restart();
  EXPECT_EQ(thread("ana"), before);
  EXPECT_EQ(send_text("16505551234", "the window is still open").status, 200);
}

TEST_F(StateTest, AWebhookThatWasNotAcknowledgedIsDeliveredAfterARestart) {
  receiver_.answer_with([](int) { return 500; });
  const auto id = customer_writes("ana", "anybody?");
  receiver_.wait_for(1);
  simulator_.reset();
  const auto refused = receiver_.count();
  receiver_.answer_with([](int) { return 200; });
  restart();
  EXPECT_THAT(receiver_.wait_for(refused + 1).at(refused).body, testing::HasSubstr(id));
  wait_for_last("ana", "delivered");
}

TEST_F(StateTest, ATornLastLineCostsNothingElse) {
  customer_writes("ana", "olá");
  wait_for_last("ana", "delivered");
  simulator_.reset();
  std::ofstream(file_, std::ios::app) << R"({"fact":"message","number_id":"1065)";
  start({.state_file = file_});
  EXPECT_EQ(thread("ana").at("messages").as_array().size(), 1U);
}

TEST_F(StateTest, OnlyTheOwnerMayReadTheTokensInTheFile) {
  EXPECT_EQ(std::filesystem::status(file_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Simulator, AStateFileThatCannotBeWrittenIsSaidAtTheStart) {
  Simulator simulator({.state_file = "/nonexistent/state.jsonl"});
  const auto started = simulator.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, ErrorCode::unavailable);
}

TEST(World, AThreadKeepsTheLastTwoHundredMessages) {
  World world;
  const ThreadKey key{"1", "ana"};
  for (int i = 0; i < 250; ++i) play(world, MessageAdded{key, {.id = std::to_string(i), .at = utc_ms(i)}});
  EXPECT_EQ(world.threads[key].messages.size(), 200U);
  EXPECT_EQ(world.threads[key].messages.front().id, "50");
  EXPECT_EQ(world.message_home.size(), 200U);
  EXPECT_EQ(world.threads[key].last_inbound, utc_ms(249));
}

TEST(World, ItsFactsMakeItAgain) {
  World world;
  const ThreadKey key{"1", "ana"};
  play(world,
       NumberPut{{.id = "1", .account_id = "2", .phone = "3", .profile = {{"about", "\"x\""}}, .blocked = {"b"}}});
  play(world, AccountPut{{.id = "2", .override_url = "http://x", .subscribed = false}});
  play(world, CustomerPut{{.id = "ana", .name = "Ana", .phone = "4", .user_id = "US.1", .online = false}});
  for (int i = 0; i < 250; ++i)
    play(world, MessageAdded{key, {.id = std::to_string(i), .text = "é\"\n", .at = utc_ms(i)}});
  play(world, UpdateQueued{{.id = 7, .kind = UpdateKind::status, .contact = "{}", .item = "{}", .created = utc_ms(5)}});
  World again;
  for (const auto& fact : facts_of(world)) {
    const auto read = parse_fact(fact_line(fact));
    ASSERT_TRUE(read) << fact_line(fact);
    play(again, *read);
  }
  const auto lines = [](const World& of) {
    std::vector<std::string> out;
    for (const auto& fact : facts_of(of)) out.push_back(fact_line(fact));
    return out;
  };
  EXPECT_EQ(lines(again), lines(world));
}

TEST(MediaShelf, ALinkToTheBytesIsGoodForFiveMinutes) {
  MediaShelf shelf;
  const auto media = shelf.put("1", "image/png", "bytes");
  const UtcMs now = utc_seconds(1'700'000'000);
  const auto query = net::Query::parse(shelf.download_target(media.id, now).substr(35));
  const auto open_at = [&](UtcMs time) {
    return shelf.open(media.id, query.get("ext").value_or(""), query.get("hash").value_or(""), time).has_value();
  };
  EXPECT_TRUE(open_at(now + std::chrono::seconds{299}));
  EXPECT_FALSE(open_at(now + std::chrono::seconds{300}));
}

}  // namespace recado::simulator
