#include <fmt/format.h>

#include <thread>

#include "support/api_fixture.h"
#include "support/live_client.h"

namespace recado::test {
namespace {

std::string hello(std::int64_t seq, bool reset) {
  return fmt::format(R"({{"type":"hello","seq":{},"reset":{}}})", seq, reset);
}

std::int64_t seq_of(const std::optional<std::string>& frame) {
  if (!frame || !frame->starts_with("{\"seq\":")) return -1;
  return std::stoll(frame->substr(7));
}

class TheStream : public ApiTest {
 protected:
  std::unique_ptr<LiveClient> open(const std::string& query) { return open(query, browser_headers(session_)); }
  std::unique_ptr<LiveClient> open(const std::string& query, const LiveClient::Headers& headers) {
    return std::make_unique<LiveClient>(port(), "/v1/live" + query, headers);
  }
  static void expect_events(LiveClient& client, std::int64_t first, std::int64_t last) {
    for (std::int64_t seq = first; seq <= last; ++seq) ASSERT_EQ(seq_of(client.read()), seq);
  }
};

TEST_P(TheStream, TellsWhatHappensAsItHappens) {
  const auto client = open("");
  ASSERT_EQ(client->status(), 101);
  EXPECT_EQ(client->read(), hello(0, false));
  const std::string conversation = customer_writes("¿hay pan?");
  const auto created = client->read();
  ASSERT_TRUE(created);
  EXPECT_TRUE(created->starts_with(R"({"seq":1,"type":"message.created","conversation":{"id":")" + conversation))
      << *created;
  EXPECT_NE(created->find(R"("text":"¿hay pan?")"), std::string::npos);
  EXPECT_NE(created->find(R"("phone":"+573001234567")"), std::string::npos);
  post("/v1/conversations/" + conversation + "/read");
  const auto changed = client->read();
  ASSERT_TRUE(changed);
  EXPECT_TRUE(changed->starts_with(R"({"seq":2,"type":"conversation.updated")")) << *changed;
  EXPECT_EQ(changed->find(R"("message":)"), std::string::npos);
  EXPECT_EQ(get("/v1/session").member("live_seq"), "2");
}

TEST_P(TheStream, ResumesWhereItBrokeOff) {
  const std::string conversation = customer_writes("hola");
  make_events(conversation, 999);
  for (const std::int64_t since : {0, 500, 998, 1000}) {
    const auto client = open(fmt::format("?since={}", since));
    EXPECT_EQ(client->read(), hello(since, false));
    expect_events(*client, since + 1, 1000);
  }
  const auto first = open("?since=1000");
  EXPECT_EQ(first->read(), hello(1000, false));
  make_events(conversation, 10);
  expect_events(*first, 1001, 1010);
  const auto second = open("?since=1003");
  EXPECT_EQ(second->read(), hello(1003, false));
  expect_events(*second, 1004, 1010);
}

TEST_P(TheStream, SaysWhenItCannotResume) {
  make_events(customer_writes("hola"), 9);
  const auto ahead = open("?since=11");
  EXPECT_EQ(ahead->read(), hello(10, true));
  const auto erased = database_->write([](sql::Connection& connection) -> Result<void> {
    static constexpr sql::Statement forget{"DELETE FROM live_event WHERE seq <= 5"};
    const auto ran = connection.run(forget, {});
    if (!ran) return ran.error();
    return {};
  });
  ASSERT_TRUE(erased);
  const auto behind = open("?since=4");
  EXPECT_EQ(behind->read(), hello(10, true));
  const auto within = open("?since=5");
  EXPECT_EQ(within->read(), hello(5, false));
  expect_events(*within, 6, 10);
}

TEST_P(TheStream, LosesAndDoublesNothingWhileScreensComeAndGo) {
  const std::string conversation = customer_writes("hola");
  make_events(conversation, 299);
  constexpr int batches = 60;
  constexpr int batch = 10;
  std::jthread writer{[&] {
    for (int i = 0; i < batches; ++i) make_events(conversation, batch);
  }};
  std::vector<std::jthread> screens;
  for (int screen = 0; screen < 4; ++screen) {
    screens.emplace_back([&, screen] {
      std::int64_t seen = screen * 100;
      while (seen < 300 + batches * batch) {
        const auto client = open(fmt::format("?since={}", seen));
        ASSERT_EQ(client->read(), hello(seen, false));
        const std::int64_t until = std::min<std::int64_t>(seen + 90, 300 + batches * batch);
        expect_events(*client, seen + 1, until);
        if (HasFatalFailure()) return;
        seen = until;
      }
    });
  }
  screens.clear();
  writer.join();
  EXPECT_EQ(newest_event(), 300 + batches * batch);
}

TEST_P(TheStream, WaitsForAReaderThatCatchesUpAndLeavesOneThatDoesNotKeepUp) {
  const std::string conversation = customer_writes(std::string(2000, 'a'));
  make_events(conversation, 9'999);
  const auto absent = open("?since=0");
  EXPECT_EQ(absent->read(), hello(0, false));
  const auto asleep = open("?since=10000");
  EXPECT_EQ(asleep->read(), hello(10'000, false));
  const auto awake = open("?since=10000");
  EXPECT_EQ(awake->read(), hello(10'000, false));
  for (int i = 0; i < 20; ++i) {
    make_events(conversation, 1000);
    expect_events(*awake, 10'001 + i * 1000, 11'000 + i * 1000);
  }
  // Now more than a connection holds has been sent to the one that sleeps.
  std::int64_t last = 10'000;
  for (auto frame = asleep->read(); frame; frame = asleep->read()) {
    ASSERT_EQ(seq_of(frame), last + 1);
    ++last;
  }
  EXPECT_LT(last, 30'000);
  // Who sleeps on does not hear why: the server waits 5 s for its farewell to leave.
  EXPECT_TRUE(asleep->close_code() == 1013 || asleep->close_code() == 0) << asleep->close_code();
  const auto back = open(fmt::format("?since={}", last));
  EXPECT_EQ(back->read(), hello(last, false));
  expect_events(*back, last + 1, last + 100);
  // As much waits for the one that was away, but it is brought up to date at its own pace.
  expect_events(*absent, 1, 30'000);
}

TEST_P(TheStream, IsOpenToMembersOnly) {
  const LiveClient::Headers key{{"Authorization", "Bearer " + made_.api_key}};
  const LiveClient::Headers elsewhere{{"Cookie", "recado_session=" + session_}, {"Origin", "http://evil.example"}};
  const LiveClient::Headers nowhere{{"Cookie", "recado_session=" + session_}};
  EXPECT_EQ(open("", {})->status(), 401);
  EXPECT_EQ(open("", browser_headers("rs_guessed"))->status(), 401);
  EXPECT_EQ(open("", elsewhere)->status(), 403);
  EXPECT_EQ(open("", nowhere)->status(), 403);
  EXPECT_EQ(open("?since=-1")->status(), 400);
  EXPECT_EQ(open("?since=yesterday")->status(), 400);
  EXPECT_EQ(open("", key)->status(), 101);
  EXPECT_EQ(get("/v1/live").status, 426);
}

TEST_P(TheStream, EndsForWhoHasSignedOut) {
  const std::string agent = join(Role::agent, "abel");
  const auto stays = open("");
  const auto leaves = open("", browser_headers(agent));
  EXPECT_TRUE(stays->read());
  EXPECT_TRUE(leaves->read());
  live_hub_->recheck();
  EXPECT_EQ(live_hub_->sockets(), 2U);
  EXPECT_EQ(as(agent, {"DELETE", "/v1/session", {}, {}}).status, 204);
  live_hub_->recheck();
  EXPECT_FALSE(leaves->read());
  EXPECT_EQ(leaves->close_code(), 1008);
  customer_writes("hola");
  EXPECT_EQ(seq_of(stays->read()), 1);
}

TEST_P(TheStream, OfOneWorkspaceIsNotSeenInAnother) {
  const auto client = open("");
  EXPECT_EQ(client->read(), hello(0, false));
  live_hub_->live_events(WorkspaceId{77}, 5);
  customer_writes("hola");
  EXPECT_EQ(seq_of(client->read()), 1);
}

INSTANTIATE_TEST_SUITE_P(, TheStream, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
