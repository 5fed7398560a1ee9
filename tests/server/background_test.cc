// Housekeeping on both databases, and the search worker.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "server/after_commit_fanout.h"
#include "server/housekeeping.h"
#include "server/search_worker.h"
#include "server/stores.h"
#include "support/test_database.h"

namespace recado::server {
namespace {

using namespace std::chrono_literals;

constexpr auto k_patience = 20s;
constexpr WorkspaceId k_workspace{7};

class HousekeepingTest : public ::testing::TestWithParam<std::string> {
 public:
  ~HousekeepingTest() override { database_->close(); }

 protected:
  HousekeepingTest() {
    auto opened = sql::open_database({.url = fresh_.url()});
    EXPECT_TRUE(opened);
    database_ = std::move(*opened);
    EXPECT_TRUE(database_->migrate());
    stores_ = std::make_unique<Stores>(*database_, key_, 0, nobody_);
  }

  void happen(int count) {
    const std::vector<NewLiveEvent> events(static_cast<std::size_t>(count), NewLiveEvent{.at = clock_.now()});
    ASSERT_TRUE(stores_->store->write(k_workspace, [&](Transaction& tx) -> Result<void> {
      if (const auto appended = tx.live_log().append(events); !appended) return appended.error();
      return {};
    }));
  }

  LiveRange events() {
    LiveRange kept;
    EXPECT_TRUE(stores_->store->read(k_workspace, [&](Transaction& tx) -> Result<void> {
      const auto range = tx.live_log().range();
      if (!range) return range.error();
      kept = *range;
      return {};
    }));
    return kept;
  }

  test::TestDatabase fresh_{GetParam()};
  ManualClock clock_{utc_seconds(1'795'000'000)};
  crypto::MasterKey key_ = crypto::MasterKey::generate();
  AfterCommitFanout nobody_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<Stores> stores_;
};

TEST_P(HousekeepingTest, ExpiredSessionsAreForgottenAndOthersStay) {
  for (int i = 0; i < 3; ++i) {
    const Session session{.token_hash = "session " + std::to_string(i),
                          .expires_at = clock_.now() + std::chrono::hours{i}};
    ASSERT_TRUE(stores_->accounts->open_session(session));
  }
  clock_.advance(90min);
  EXPECT_EQ(*stores_->housekeeping->forget_sessions(clock_.now(), 1), 1);
  EXPECT_EQ(*stores_->housekeeping->forget_sessions(clock_.now(), 10), 1);
  EXPECT_EQ(*stores_->housekeeping->forget_sessions(clock_.now(), 10), 0);
}

TEST_P(HousekeepingTest, LiveEventsAreKeptForADay) {
  happen(1200);
  clock_.advance(23h);
  happen(5);
  HousekeepingWorker worker{*stores_->housekeeping, clock_};
  worker.sweep();
  EXPECT_EQ(events().oldest, 1);
  clock_.advance(2h);
  worker.sweep();
  EXPECT_EQ(events().oldest, 1201);
  EXPECT_EQ(events().newest, 1205);
}

TEST_P(HousekeepingTest, OfManyLiveEventsTheNewestAreKept) {
  happen(100);
  std::int64_t forgotten = 0;
  while (const auto count = *stores_->housekeeping->forget_live_events(clock_.now() - 24h, 30, 20)) forgotten += count;
  EXPECT_EQ(forgotten, 70);
  EXPECT_EQ(events().oldest, 71);
}

TEST_P(HousekeepingTest, StatusesOfMessagesThatNeverAppearedAreForgotten) {
  const ConnectionId connection{5};
  const auto park = [&](const std::string& id) {
    const StatusReport report{.provider_id = id, .status = DeliveryStatus::read, .recorded_at = clock_.now()};
    ASSERT_TRUE(stores_->store->write(
        k_workspace, [&](Transaction& tx) { return tx.messages().park_statuses(connection, {&report, 1}); }));
  };
  park("wamid.old");
  clock_.advance(std::chrono::days{20});
  park("wamid.new");
  clock_.advance(std::chrono::days{11});
  EXPECT_EQ(*stores_->housekeeping->forget_parked_statuses(clock_.now() - std::chrono::days{30}, 10), 1);
  EXPECT_EQ(*stores_->housekeeping->forget_parked_statuses(clock_.now() - std::chrono::days{30}, 10), 0);
}

TEST_P(HousekeepingTest, TheDatabaseIsAskedAboutItself) {
  EXPECT_TRUE(stores_->housekeeping->write_probe());
  EXPECT_TRUE(stores_->housekeeping->write_probe());
  const auto off = *stores_->housekeeping->database_time() - SystemClock{}.now();
  EXPECT_LT(std::chrono::abs(off), 10s);
}

INSTANTIATE_TEST_SUITE_P(, HousekeepingTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

class CountedIndex final : public SearchIndex {
 public:
  Result<int> index_next(MessageId before, int) override {
    last_before_ = before.value;
    if (left_ == 0) return 0;
    if (--left_ == 0) done_.set_value();
    return 1;
  }

  std::atomic<int> left_ = 3;
  std::atomic<std::int64_t> last_before_ = 0;
  std::promise<void> done_;
};

TEST(SearchWorkerTest, WhatAnEarlierRunLeftIsIndexedAtTheStart) {
  const SystemClock clock;
  CountedIndex index;
  const auto now = clock.now();
  SearchWorker worker{index, clock, [] { return false; }};
  worker.start();
  ASSERT_EQ(index.done_.get_future().wait_for(k_patience), std::future_status::ready);
  worker.stop();
  EXPECT_LT(index.last_before_, smallest_id_at(now)) << "ids younger than a commit may take are left for later";
}

TEST(SearchWorkerTest, ItWaitsWhileTheIntakeIsBehind) {
  const SystemClock clock;
  CountedIndex index;
  std::promise<void> was_asked;
  std::atomic<bool> is_first = true;
  SearchWorker worker{index, clock, [&] {
                        if (is_first.exchange(false)) was_asked.set_value();
                        return true;
                      }};
  worker.start();
  ASSERT_EQ(was_asked.get_future().wait_for(k_patience), std::future_status::ready);
  worker.stop();
  EXPECT_EQ(index.left_, 3);
}

TEST(SearchWorkerTest, ANewMessageIsIndexedOnceItIsOldEnough) {
  const SystemClock clock;
  CountedIndex index;
  index.left_ = 0;
  IdSource ids{clock, 0};
  SearchWorker worker{index, clock, [] { return false; }};
  worker.start();
  const auto written = ids.next<MessageId>();
  worker.wake();
  const auto until = std::chrono::steady_clock::now() + k_patience;
  while (index.last_before_ <= written.value && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  EXPECT_GT(index.last_before_, written.value);
  worker.stop();
}

}  // namespace
}  // namespace recado::server
