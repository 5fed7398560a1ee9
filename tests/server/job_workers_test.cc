// The delivery workers over a real job queue: order within a conversation, parallel across them, and an orderly end.
#include "server/job_workers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/registry.h>

#include <future>
#include <map>

#include "server/after_commit_fanout.h"
#include "server/stores.h"
#include "support/test_database.h"

namespace recado::server {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr auto k_patience = 20s;
constexpr WorkspaceId k_workspace{7};

class JobWorkersTest : public ::testing::TestWithParam<std::string> {
 public:
  ~JobWorkersTest() override {
    if (workers_) workers_->stop();
    database_->close();
  }

 protected:
  JobWorkersTest() {
    auto opened = sql::open_database({.url = fresh_.url()});
    EXPECT_TRUE(opened);
    database_ = std::move(*opened);
    EXPECT_TRUE(database_->migrate());
    stores_ = std::make_unique<Stores>(*database_, key_, 0, fanout_);
  }

  void start(int threads, JobWorkers::Run deliver) {
    workers_ =
        std::make_unique<JobWorkers>(*stores_->job_queue, JobWorkers::Trade{JobKind::deliver, std::move(deliver)},
                                     clock_, JobMetrics{registry_, "delivery"});
    fanout_.listen({.live_events = {}, .jobs_added = [&workers = *workers_] { workers.wake(); }});
    workers_->start(threads);
  }

  // subject: what the job is recognised by
  void add(std::int64_t lane, std::int64_t subject, DurationMs later = 0ms) {
    const Job job{.id = ids_.next<JobId>(),
                  .workspace = k_workspace,
                  .lane = lane,
                  .subject = subject,
                  .run_at = clock_.now() + later};
    ASSERT_TRUE(stores_->store->write(k_workspace, [&](Transaction& tx) { return tx.jobs().add({&job, 1}); }));
  }

  Result<void> finish(const Job& job) {
    return stores_->store->write(k_workspace, [&](Transaction& tx) { return tx.jobs().finish(job.id); });
  }

  test::TestDatabase fresh_{GetParam()};
  ManualClock clock_{utc_seconds(1'795'000'000)};
  IdSource ids_{clock_, 0};
  crypto::MasterKey key_ = crypto::MasterKey::generate();
  AfterCommitFanout fanout_;
  prometheus::Registry registry_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<Stores> stores_;
  std::unique_ptr<JobWorkers> workers_;
};

TEST_P(JobWorkersTest, OneConversationIsServedInOrderAndOneAtATimeAndOthersMeanwhile) {
  constexpr int k_lanes = 5;
  constexpr int k_each = 8;
  for (int i = 0; i < k_each; ++i) {
    for (int lane = 1; lane <= k_lanes; ++lane) add(lane, i);
  }
  std::mutex mutex;
  std::map<std::int64_t, std::vector<std::int64_t>> order;
  std::map<std::int64_t, int> running;
  int done = 0;
  std::promise<void> is_done;
  start(4, [&](const Job& job) {
    {
      const std::scoped_lock lock{mutex};
      EXPECT_EQ(++running[job.lane], 1);
      order[job.lane].push_back(job.subject);
    }
    std::this_thread::yield();
    {
      const std::scoped_lock lock{mutex};
      --running[job.lane];
    }
    auto finished = finish(job);
    const std::scoped_lock lock{mutex};
    if (++done == k_lanes * k_each) is_done.set_value();
    return finished;
  });
  ASSERT_EQ(is_done.get_future().wait_for(k_patience), std::future_status::ready);
  workers_->stop();
  for (const auto& [lane, subjects] : order) EXPECT_THAT(subjects, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7)) << lane;
}

TEST_P(JobWorkersTest, WhatBecomesDueLaterIsRunThen) {
  std::promise<std::int64_t> ran;
  add(1, 42, 1h);
  start(1, [&](const Job& job) {
    ran.set_value(job.subject);
    return finish(job);
  });
  auto future = ran.get_future();
  clock_.advance(59min);
  workers_->wake();
  EXPECT_EQ(future.wait_for(100ms), std::future_status::timeout);
  clock_.advance(1min);
  workers_->wake();
  ASSERT_EQ(future.wait_for(k_patience), std::future_status::ready);
  EXPECT_EQ(future.get(), 42);
  workers_->stop();
}

TEST_P(JobWorkersTest, StoppingFinishesTheCallUnderWayAndLeavesTheRest) {
  std::promise<void> begun;
  std::promise<void> may_end;
  std::atomic<int> ended = 0;
  add(1, 1);
  add(2, 2);
  start(1, [&](const Job& job) {
    begun.set_value();
    may_end.get_future().wait();
    ++ended;
    return finish(job);
  });
  ASSERT_EQ(begun.get_future().wait_for(k_patience), std::future_status::ready);
  auto stopped = std::async(std::launch::async, [&] { workers_->stop(); });
  EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout);
  may_end.set_value();
  ASSERT_EQ(stopped.wait_for(k_patience), std::future_status::ready);
  EXPECT_EQ(ended, 1);
  EXPECT_EQ(*stores_->job_queue->waiting(JobKind::deliver), 1);
}

TEST_P(JobWorkersTest, AnExceptionCostsOnlyItsOwnJob) {
  std::promise<void> is_done;
  add(1, 1);
  add(2, 2);
  start(1, [&](const Job& job) -> Result<void> {
    if (job.subject == 1) throw std::runtime_error("a bug");
    is_done.set_value();
    return finish(job);
  });
  EXPECT_EQ(is_done.get_future().wait_for(k_patience), std::future_status::ready);
  workers_->stop();
}

INSTANTIATE_TEST_SUITE_P(, JobWorkersTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::server
