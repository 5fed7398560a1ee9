#include "store_test.h"

namespace recado::store {
namespace {

class JobsTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    queue_ = make_job_queue(*database_);
  }

  void add_job(std::int64_t id, std::int64_t lane, std::int64_t run_at_s = 100) {
    const Job job{JobId{id}, {}, JobKind::deliver, lane, id * 10, utc_seconds(run_at_s), 0};
    write([&](Transaction& tx) { return tx.jobs().add({&job, 1}); });
  }

  std::vector<std::int64_t> claim(std::int64_t now_s, int limit = 10) {
    std::vector<std::int64_t> ids;
    for (const Job& job :
         queue_->claim(JobKind::deliver, utc_seconds(now_s), std::chrono::seconds{60}, limit).value()) {
      EXPECT_EQ(job.workspace, workspace_);
      EXPECT_EQ(job.subject, job.id.value * 10);
      ids.push_back(job.id.value);
    }
    return ids;
  }

  std::unique_ptr<JobQueue> queue_;
};

using Ids = std::vector<std::int64_t>;

TEST_P(JobsTest, OneLaneRunsInOrderAndOthersBesideIt) {
  add_job(1, 7);
  add_job(2, 7);
  add_job(3, 8);
  EXPECT_EQ(claim(100), (Ids{1, 3}));
  EXPECT_EQ(claim(100), (Ids{})) << "both lanes are being worked on";
  write([](Transaction& tx) { return tx.jobs().finish(JobId{1}); });
  EXPECT_EQ(claim(100), (Ids{2}));
}

TEST_P(JobsTest, APostponedJobHoldsItsLane) {
  add_job(1, 7);
  add_job(2, 7);
  EXPECT_EQ(claim(100), (Ids{1}));
  write([](Transaction& tx) { return tx.jobs().postpone(JobId{1}, utc_seconds(200), 1); });
  EXPECT_EQ(claim(150), (Ids{}));
  EXPECT_EQ(queue_->next_due(JobKind::deliver).value(), utc_seconds(200));
  EXPECT_EQ(claim(200), (Ids{1}));
}

TEST_P(JobsTest, ADeadWorkersJobsComeBackWhenTheLeaseEnds) {
  add_job(1, 7);
  EXPECT_EQ(claim(100), (Ids{1}));
  EXPECT_EQ(claim(159), (Ids{}));
  EXPECT_EQ(queue_->next_due(JobKind::deliver).value(), utc_seconds(160));
  EXPECT_EQ(claim(160), (Ids{1}));
}

TEST_P(JobsTest, AHastenedJobRunsAtOnceUnlessSomebodyWorksOnIt) {
  add_job(1, 7, 500);
  write([](Transaction& tx) { return tx.jobs().hasten(7, 10, utc_seconds(100)); });
  EXPECT_EQ(claim(100), (Ids{1}));
}

TEST_P(JobsTest, TellsThatThereIsWork) {
  add_job(1, 7);
  EXPECT_EQ(told_.jobs, 1);
  EXPECT_EQ(queue_->waiting(JobKind::deliver).value(), 1);
}

INSTANTIATE_TEST_SUITE_P(On, JobsTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::store
