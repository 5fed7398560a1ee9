// The intake journal on both databases: durable before the answer, found again in order.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "store/sql_store.h"
#include "support/test_database.h"

namespace recado::store {
namespace {

class JournalTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    database_ = std::move(*sql::open_database({.url = fresh_.url()}));
    ASSERT_TRUE(database_->migrate());
    journal_ = make_receipt_journal(*database_, 1);
  }

  void append(std::int64_t id) {
    journal_->append(std::make_shared<const Receipt>(ReceiptId{id}, ConnectionId{7}, Provider::meta, utc_seconds(1000),
                                                     std::string{"body\0 ", 6} + std::to_string(id)),
                     [this](const Result<void>& done) {
                       const std::scoped_lock lock{mutex_};
                       ++(done ? written_ : refused_);
                       changed_.notify_all();
                     });
  }

  void wait_for(int answers) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return written_ + refused_ == answers; });
  }

  test::TestDatabase fresh_{GetParam()};
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<ReceiptJournal> journal_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int written_ = 0;
  int refused_ = 0;
};

TEST_P(JournalTest, TheNewestReceiptIsNamed) {
  EXPECT_EQ(journal_->newest().value(), ReceiptId{});
  append(5);
  append(9);
  wait_for(2);
  EXPECT_EQ(journal_->newest().value(), ReceiptId{9});
}

// On SQLite the journal is a file of its own for this: a delivery is acknowledged while another one is being applied.
TEST_P(JournalTest, AReceiptBecomesDurableWhileTheStoreIsBusy) {
  ASSERT_TRUE(database_->write([&](sql::Connection& c) -> Result<void> {
    constexpr sql::Statement k_add{"INSERT INTO workspace (id, name, created_at) VALUES ($1, $2, $3)"};
    if (const auto ran = c.run(k_add, {1, std::string_view{"busy"}, 0}); !ran) return ran.error();
    append(1);
    wait_for(1);
    return {};
  }));
  EXPECT_EQ(written_, 1);
}

TEST_P(JournalTest, EveryReceiptIsAnsweredOnceAndFoundInOrder) {
  constexpr int count = 3000;
  for (int i = 1; i <= count; ++i) append(i);
  wait_for(count);
  EXPECT_EQ(refused_, 0);
  const auto pending = journal_->pending(ReceiptId{1000}, 5000).value();
  ASSERT_EQ(pending.size(), 2000U);
  for (std::size_t i = 0; i < pending.size(); ++i) {
    EXPECT_EQ(pending[i].id.value, static_cast<std::int64_t>(1001 + i));
    EXPECT_EQ(pending[i].body, std::string("body\0 ", 6) + std::to_string(1001 + i));
  }
}

TEST_P(JournalTest, AReceiptThatCannotBeKeptIsRefusedAndLaterOnesAreNot) {
  append(1);
  wait_for(1);
  append(1);
  wait_for(2);
  EXPECT_EQ(refused_, 1);
  append(2);
  wait_for(3);
  EXPECT_EQ(written_, 2);
}

TEST_P(JournalTest, AClosedDatabaseRefusesAtOnce) {
  database_->close();
  append(1);
  append(2);
  wait_for(2);
  EXPECT_EQ(refused_, 2);
}

TEST_P(JournalTest, KeepsHowFarItWasApplied) {
  EXPECT_EQ(journal_->applied_through().value(), ReceiptId{});
  ASSERT_TRUE(journal_->set_applied_through(ReceiptId{5}));
  ASSERT_TRUE(journal_->set_applied_through(ReceiptId{9}));
  EXPECT_EQ(journal_->applied_through().value(), ReceiptId{9});
}

INSTANTIATE_TEST_SUITE_P(On, JournalTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::store
