// One statement for many sets of values.
#include <gmock/gmock.h>

#include "sql_test.h"

namespace recado::sql {
namespace {

using ::testing::ElementsAre;

class RunManyTest : public SqlTest {
 protected:
  static constexpr Statement k_add{
      "INSERT INTO note (id, body) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING id, body"};
};

TEST_P(RunManyTest, EverySetReturnsItsRowsAndATakenKeyNone) {
  ASSERT_TRUE(database_->write(insert(2)));
  const std::vector<Value> values{1, "one", 2, "two", 3, "three", 1, "again"};
  std::vector<std::pair<std::size_t, std::string>> rows;
  const auto done = database_->write([&](Connection& connection) {
    return connection.run_many(k_add, 2, values,
                               [&](std::size_t set, const Row& row) { rows.emplace_back(set, row.string(1)); });
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_THAT(rows, ElementsAre(std::pair{std::size_t{0}, "one"}, std::pair{std::size_t{2}, "three"}));
}

TEST_P(RunManyTest, ThousandsOfSetsWithLongTextsGoThrough) {
  const std::string body(20'000, 'x');
  std::vector<Value> values;
  for (int id = 0; id < 3000; ++id) {
    values.emplace_back(id);
    values.emplace_back(body);
  }
  std::size_t next = 0;
  const auto done = database_->write([&](Connection& connection) {
    return connection.run_many(k_add, 2, values, [&](std::size_t set, const Row& row) {
      EXPECT_EQ(set, next++);
      EXPECT_EQ(row.text(1).size(), body.size());
    });
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(next, 3000U);
  EXPECT_EQ(ids().size(), 3000U);
}

TEST_P(RunManyTest, AFailingSetFailsTheTransaction) {
  const std::vector<Value> values{1, "one", 2, "two", 1, "again", 3, "three"};
  const auto done =
      database_->write([&](Connection& connection) { return connection.run_many(k_insert_note, 2, values); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().reason, "unique");
  EXPECT_THAT(ids(), ElementsAre());
  EXPECT_TRUE(database_->write(insert(1)));
}

TEST_P(RunManyTest, SetsMayHoldNullsWhereOthersHoldNumbers) {
  static constexpr Statement k_amount{"INSERT INTO note (id, amount) VALUES ($1, $2)"};
  const std::vector<Value> values{1, Null{}, 2, std::int64_t{1} << 50, 3, Null{}};
  const auto done = database_->write([&](Connection& connection) { return connection.run_many(k_amount, 2, values); });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_THAT(ids(), ElementsAre(1, 2, 3));
}

TEST_P(RunManyTest, NoSetsAreNoWork) {
  EXPECT_TRUE(database_->write([](Connection& connection) { return connection.run_many(k_add, 2, {}); }));
}

INSTANTIATE_TEST_SUITE_P(, RunManyTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::sql
