// Transactions, their errors, and commits shared by many pieces of work.
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "sql_test.h"

namespace recado::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TransactionTest : public SqlTest {
 protected:
  // Holds the thread that commits until the latch opens, so that what is given meanwhile shares one commit.
  std::future<Result<void>> hold_the_writer(std::latch& open) {
    return write_soon([&open](Connection&) -> Result<void> {
      open.wait();
      return {};
    });
  }
};

TEST_P(TransactionTest, AFailedTransactionLeavesNothing) {
  const auto done = database_->write([](Connection& connection) -> Result<void> {
    if (auto ran = connection.run(k_insert_note, {1, "a"}); !ran) return std::move(ran).error();
    return not_found("There is no such contact.");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::not_found);
  EXPECT_THAT(ids(), ElementsAre());
}

TEST_P(TransactionTest, WorkThatThrowsIsRolledBackAndBecomesAnError) {
  const auto done = database_->write([](Connection& connection) -> Result<void> {
    (void)connection.run(k_insert_note, {1, "a"});
    throw std::runtime_error("a bug");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::internal);
  EXPECT_THAT(done.error().message, HasSubstr("a bug"));
  EXPECT_THAT(ids(), ElementsAre());
  EXPECT_TRUE(database_->write(insert(1)));
}

TEST_P(TransactionTest, ATakenKeyIsAConflict) {
  ASSERT_TRUE(database_->write(insert(1)));
  const auto done = database_->write(insert(1));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
  EXPECT_EQ(done.error().reason, "unique");
}

TEST_P(TransactionTest, AnErrorThatWorkSwallowsFailsTheTransactionAllTheSame) {
  ASSERT_TRUE(database_->write(insert(1)));
  const auto done = database_->write([](Connection& connection) -> Result<void> {
    (void)connection.run(k_insert_note, {2, "a"});
    (void)connection.run(k_insert_note, {1, "a"});
    const auto later = connection.run(k_insert_note, {3, "a"});
    EXPECT_FALSE(later);
    return {};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().reason, "unique");
  EXPECT_THAT(ids(), ElementsAre(1));
}

TEST_P(TransactionTest, AWrongStatementIsNamedInTheError) {
  static constexpr Statement k_wrong{"SELECT  nothing\n FROM nowhere"};
  const auto done = database_->read([](Connection& connection) { return only(connection.run(k_wrong, {})); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::internal);
  EXPECT_THAT(done.error().message, HasSubstr("SELECT nothing FROM nowhere"));
  EXPECT_THAT(ids(), ElementsAre());
}

TEST_P(TransactionTest, RunSaysHowManyRowsItChangedOrReturned) {
  static constexpr Statement k_update{"UPDATE note SET body = $1 WHERE id > $2"};
  static constexpr Statement k_skip{"INSERT INTO note (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
  static constexpr Statement k_delete{"DELETE FROM note RETURNING id"};
  const auto done = database_->write([](Connection& connection) -> Result<void> {
    for (const std::int64_t id : {1, 2, 3}) EXPECT_EQ(connection.run(k_skip, {id, "a"}).value_or(-1), 1);
    EXPECT_EQ(connection.run(k_skip, {3, "a"}).value_or(-1), 0);
    EXPECT_EQ(connection.run(k_update, {"b", 1}).value_or(-1), 2);
    EXPECT_EQ(connection.run(k_all_notes, {}).value_or(-1), 3);
    EXPECT_EQ(connection.run(k_delete, {}).value_or(-1), 3);
    return {};
  });
  ASSERT_TRUE(done) << done.error().message;
}

TEST_P(TransactionTest, AVisitorMayRunTheStatementItVisits) {
  ASSERT_TRUE(database_->write(insert(1)));
  ASSERT_TRUE(database_->write(insert(2)));
  int visits = 0;
  const auto done = database_->read([&](Connection& connection) {
    return only(connection.run(k_all_notes, {}, [&](const Row&) {
      EXPECT_TRUE(connection.run(k_all_notes, {}, [&](const Row&) { ++visits; }));
    }));
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(visits, 4);
}

TEST_P(TransactionTest, AFailingPieceOfASharedCommitFailsAlone) {
  ASSERT_TRUE(database_->write(insert(5)));
  std::latch open{1};
  auto held = hold_the_writer(open);
  std::vector<std::future<Result<void>>> outcomes;
  for (std::int64_t id = 1; id <= 10; ++id) outcomes.push_back(write_soon(insert(id)));
  auto thrown = write_soon([](Connection& connection) -> Result<void> {
    (void)connection.run(k_insert_note, {50, "a"});
    throw std::runtime_error("a bug");
  });
  auto last = write_soon(insert(11));
  open.count_down();
  EXPECT_TRUE(held.get());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto outcome = outcomes[i].get();
    EXPECT_EQ(outcome.has_value(), i != 4);
    if (!outcome) EXPECT_EQ(outcome.error().reason, "unique");
  }
  EXPECT_FALSE(thrown.get());
  EXPECT_TRUE(last.get());
  EXPECT_THAT(ids(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
}

TEST_P(TransactionTest, WorkGivenTogetherRunsAndIsReportedInOrder) {
  std::vector<int> reported;
  std::promise<void> finished;
  constexpr int k_pieces = 3000;
  for (int i = 0; i < k_pieces; ++i) {
    database_->write_soon(
        [i](Connection& connection) -> Result<void> {
          if (i % 100 == 7) return not_found("left out");
          return only(connection.run(k_insert_note, {i, "a"}));
        },
        [&, i](Result<void> outcome) {
          EXPECT_EQ(outcome.has_value(), i % 100 != 7);
          reported.push_back(i);
          if (i == k_pieces - 1) finished.set_value();
        });
  }
  finished.get_future().wait();
  EXPECT_TRUE(std::ranges::is_sorted(reported));
  EXPECT_EQ(reported.size(), 3000U);
  EXPECT_EQ(ids().size(), 2970U);
}

TEST_P(TransactionTest, DoneIsCalledAfterTheCommit) {
  std::promise<std::size_t> seen;
  database_->write_soon(insert(1), [&](Result<void>) { seen.set_value(ids().size()); });
  EXPECT_EQ(seen.get_future().get(), 1U);
}

TEST_P(TransactionTest, AReadSeesOneSnapshot) {
  ASSERT_TRUE(database_->write(insert(1)));
  const auto count = [](Connection& connection) {
    std::int64_t rows = 0;
    EXPECT_TRUE(connection.run(k_count_notes, {}, [&](const Row& row) { rows = row.integer(0); }));
    return rows;
  };
  const auto done = database_->read([&](Connection& connection) -> Result<void> {
    EXPECT_EQ(count(connection), 1);
    EXPECT_TRUE(database_->write(insert(2)));
    EXPECT_EQ(count(connection), 1);
    return {};
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_THAT(ids(), ElementsAre(1, 2));
}

TEST_P(TransactionTest, AReadMayNotWrite) {
  EXPECT_FALSE(database_->read(insert(1)));
  EXPECT_THAT(ids(), ElementsAre());
}

TEST_P(TransactionTest, ManyThreadsWriteAndReadAtOnce) {
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(database_->write(insert(thread * 1000 + i)));
        EXPECT_FALSE(ids().empty());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(ids().size(), 400U);
}

TEST_P(TransactionTest, CloseFinishesWhatWasGivenAndTakesNoMore) {
  std::vector<std::future<Result<void>>> outcomes;
  outcomes.reserve(500);
  for (std::int64_t id = 0; id < 500; ++id) outcomes.push_back(write_soon(insert(id)));
  database_->close();
  for (auto& outcome : outcomes) EXPECT_TRUE(outcome.get());
  EXPECT_EQ(database_->write(insert(1000)).error().code, ErrorCode::unavailable);
  EXPECT_EQ(database_->read(insert(1000)).error().code, ErrorCode::unavailable);
  EXPECT_EQ(write_soon(insert(1000)).get().error().code, ErrorCode::unavailable);
  database_->close();

  database_ = open();
  EXPECT_EQ(ids().size(), 500U);
}

INSTANTIATE_TEST_SUITE_P(, TransactionTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::sql
