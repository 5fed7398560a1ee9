// What only PostgreSQL can do to us: lose the connection, be away, be told a wrong URL.
#include <gmock/gmock.h>

#include "sql_test.h"

namespace recado::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> postgres_if_there() {
  auto kinds = test::TestDatabase::available_kinds();
  std::erase(kinds, "sqlite");
  return kinds;
}

TEST(Postgres, IsThereToTestWith) {
  if (postgres_if_there().empty()) {
    GTEST_SKIP() << "Nothing was tested on PostgreSQL: RECADO_TEST_POSTGRES, the URL of one to test with, is not set.";
  }
}

class PostgresTest : public SqlTest {
 protected:
  // Ends every connection of this test and waits until they are gone.
  void end_connections() {
    const std::string end =
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '" + fresh_.name() + "'";
    auto other = open_database({.url = std::getenv("RECADO_TEST_POSTGRES"), .readers = 1});
    ASSERT_TRUE(other);
    const auto done =
        (*other)->write([&](Connection& connection) { return only(connection.run(Statement{end.c_str()}, {})); });
    ASSERT_TRUE(done) << done.error().message;
  }
};

TEST_P(PostgresTest, AConnectionLostBetweenTransactionsIsReplacedUnnoticed) {
  ASSERT_TRUE(database_->write(insert(1)));
  ASSERT_TRUE(write_soon(insert(2)).get());
  end_connections();
  EXPECT_THAT(ids(), ElementsAre(1, 2));
  end_connections();
  EXPECT_TRUE(database_->write(insert(3)));
  EXPECT_TRUE(write_soon(insert(4)).get());
  end_connections();
  std::vector<Value> values;
  for (int id = 5; id < 1005; ++id) values.insert(values.end(), {id, "a"});
  EXPECT_TRUE(database_->write([&](Connection& connection) { return connection.run_many(k_insert_note, 2, values); }));
  EXPECT_EQ(ids().size(), 1004U);
}

TEST_P(PostgresTest, AConnectionLostInATransactionFailsItAndTheNextOneWorks) {
  const auto done = database_->write([&](Connection& connection) -> Result<void> {
    if (auto ran = connection.run(k_insert_note, {1, "a"}); !ran) return std::move(ran).error();
    end_connections();
    return only(connection.run(k_insert_note, {2, "a"}));
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::unavailable) << done.error().message;
  EXPECT_TRUE(database_->write(insert(3)));
  EXPECT_THAT(ids(), ElementsAre(3));
}

TEST_P(PostgresTest, AConnectionLostBeforeTheCommitFailsTheTransaction) {
  const auto done = database_->write([&](Connection& connection) -> Result<void> {
    if (auto ran = connection.run(k_insert_note, {1, "a"}); !ran) return std::move(ran).error();
    end_connections();
    return {};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::unavailable) << done.error().message;
  EXPECT_THAT(ids(), ElementsAre());
}

TEST_P(PostgresTest, ATableThatChangedUnderPreparedStatementsIsReadAnew) {
  static constexpr Statement k_everything{"SELECT * FROM note"};
  static constexpr Statement k_add_column{"ALTER TABLE note ADD COLUMN seen BIGINT"};
  ASSERT_TRUE(database_->write(insert(1)));
  const auto columns = [&] {
    return database_->read([](Connection& connection) { return only(connection.run(k_everything, {})); });
  };
  ASSERT_TRUE(columns());
  ASSERT_TRUE(database_->write([](Connection& connection) { return only(connection.run(k_add_column, {})); }));
  const auto after = columns();
  EXPECT_TRUE(after) << after.error().message;
}

TEST_P(PostgresTest, ATextWithAZeroByteIsRefusedAndTheConnectionGoesOn) {
  const std::string text{"a\0b", 3};
  const auto done = database_->write([&](Connection& connection) -> Result<void> {
    if (auto ran = connection.run(k_insert_note, {1, "a"}); !ran) return std::move(ran).error();
    return only(connection.run(k_insert_note, {2, text}));
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::internal);
  EXPECT_FALSE(database_->write(insert(2, text)));
  EXPECT_TRUE(database_->write(insert(3)));
  EXPECT_THAT(ids(), ElementsAre(3));
}

TEST_P(PostgresTest, ADeadlockAsksToTryAgain) {
  ASSERT_TRUE(database_->write(insert(1)));
  ASSERT_TRUE(database_->write(insert(2)));
  static constexpr Statement k_lock{"SELECT id FROM note WHERE id = $1 FOR UPDATE"};
  std::promise<void> first_locked;
  std::promise<void> second_locked;
  const auto lock_both = [&](std::int64_t one, std::int64_t other, std::promise<void>& mine,
                             std::promise<void>& theirs) {
    return database_->write([&](Connection& connection) -> Result<void> {
      if (auto ran = connection.run(k_lock, {one}); !ran) return std::move(ran).error();
      mine.set_value();
      theirs.get_future().wait();
      return only(connection.run(k_lock, {other}));
    });
  };
  auto second = std::async(std::launch::async, [&] { return lock_both(2, 1, second_locked, first_locked); });
  const auto first = lock_both(1, 2, first_locked, second_locked);
  const auto other = second.get();
  ASSERT_NE(first.has_value(), other.has_value());
  EXPECT_EQ((first ? other : first).error().code, ErrorCode::unavailable);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresTest);
INSTANTIATE_TEST_SUITE_P(, PostgresTest, ::testing::ValuesIn(postgres_if_there()), test::TestDatabase::kind_name);

TEST(PostgresUrl, AServerThatIsAwayIsUnavailable) {
  auto database = open_database({.url = "postgresql://someone:very-secret@127.0.0.1:1/recado"});
  ASSERT_TRUE(database);
  const auto ran = (*database)->read([](Connection&) -> Result<void> { return {}; });
  ASSERT_FALSE(ran);
  EXPECT_EQ(ran.error().code, ErrorCode::unavailable);
  EXPECT_THAT(ran.error().message, Not(HasSubstr("very-secret")));
  EXPECT_FALSE(ran.error().next_step.empty());
  std::promise<ErrorCode> soon;
  (*database)->write_soon([](Connection&) -> Result<void> { return {}; },
                          [&](Result<void> outcome) { soon.set_value(outcome.error().code); });
  EXPECT_EQ(soon.get_future().get(), ErrorCode::unavailable);
}

TEST(PostgresUrl, APasswordIsInNoMessage) {
  for (const auto* url :
       {"postgresql://someone:very-secret@127.0.0.1:very-secret/recado", "postgres://a:very-secret@[::1",
        "postgresql://someone:x@very-secret@host/recado", "mysql://someone:very-secret@host/recado"}) {
    auto database = open_database({.url = url});
    auto error =
        database ? (*database)->read([](Connection&) -> Result<void> { return {}; }).error() : database.error();
    EXPECT_THAT(error.message + error.next_step, Not(HasSubstr("very-secret"))) << url;
  }
}

}  // namespace
}  // namespace recado::sql
