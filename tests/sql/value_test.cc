// Values go in and come out unchanged, on both databases.
#include <gmock/gmock.h>

#include <limits>

#include "sql_test.h"

namespace recado::sql {
namespace {

using ::testing::ElementsAre;

class ValueTest : public SqlTest {};

constexpr Statement k_insert_all{"INSERT INTO note (raw, id, ratio, body, amount) VALUES ($5, $1, $4, $2, $3)"};
constexpr Statement k_read_all{"SELECT body, amount, ratio, raw FROM note WHERE id = $1"};

TEST_P(ValueTest, ANullStaysNull) {
  ASSERT_TRUE(database_->write([](Connection& connection) {
    return only(connection.run(k_insert_all, {1, std::optional<std::string_view>{}, Null{}, {}, Null{}}));
  }));
  const auto done = database_->read([](Connection& connection) {
    return only(connection.run(k_read_all, {1}, [](const Row& row) {
      EXPECT_TRUE(row.is_null(0));
      EXPECT_EQ(row.maybe_string(0), std::nullopt);
      EXPECT_EQ(row.maybe_integer(1), std::nullopt);
      EXPECT_TRUE(row.is_null(2));
      EXPECT_TRUE(row.is_null(3));
    }));
  });
  ASSERT_TRUE(done) << done.error().message;
}

TEST_P(ValueTest, TextBytesAndNumbersComeBackAsTheyWere) {
  const std::string unicode = "Olá 👋🏽 — \"нет\" 你好 'quoted' $1";
  const std::string bytes{"\0\x01\xff\xfe\0end\0", 9};
  const auto biggest = std::numeric_limits<std::int64_t>::max();
  ASSERT_TRUE(database_->write([&](Connection& connection) {
    return only(
        connection.run(k_insert_all, {biggest, unicode, std::numeric_limits<std::int64_t>::min(), 0.1, Bytes{bytes}}));
  }));
  int rows = 0;
  const auto done = database_->read([&](Connection& connection) {
    return only(connection.run(k_read_all, {biggest}, [&](const Row& row) {
      ++rows;
      EXPECT_EQ(row.text(0), unicode);
      EXPECT_EQ(row.integer(1), std::numeric_limits<std::int64_t>::min());
      EXPECT_EQ(row.number(2), 0.1);
      EXPECT_EQ(row.text(3), bytes);
    }));
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(rows, 1);
}

TEST_P(ValueTest, AnEmptyTextIsNotNull) {
  ASSERT_TRUE(database_->write([](Connection& connection) {
    return only(connection.run(k_insert_all, {1, std::string_view{}, 0, -1.5e300, Bytes{}}));
  }));
  const auto done = database_->read([](Connection& connection) {
    return only(connection.run(k_read_all, {1}, [](const Row& row) {
      EXPECT_FALSE(row.is_null(0));
      EXPECT_EQ(row.text(0), "");
      EXPECT_EQ(row.integer(1), 0);
      EXPECT_EQ(row.number(2), -1.5e300);
      EXPECT_FALSE(row.is_null(3));
      EXPECT_EQ(row.text(3), "");
    }));
  });
  ASSERT_TRUE(done) << done.error().message;
}

TEST_P(ValueTest, AParameterWithoutAColumnBesideItTakesABigNumber) {
  static constexpr Statement k_or{"SELECT COUNT(*) FROM note WHERE ($1 = 0 OR id < $1) AND amount + 1 > $2 - 1"};
  ASSERT_TRUE(database_->write([](Connection& connection) {
    return only(connection.run(k_insert_all, {1, "a", 5'000'000'000, Null{}, Null{}}));
  }));
  const auto done = database_->read([](Connection& connection) {
    return only(connection.run(k_or, {std::int64_t{1} << 60, 4'999'999'999},
                               [](const Row& row) { EXPECT_EQ(row.integer(0), 1); }));
  });
  ASSERT_TRUE(done) << done.error().message;
}

TEST_P(ValueTest, TheSameStatementTakesANullAndThenAValue) {
  ASSERT_TRUE(database_->write([](Connection& connection) -> Result<void> {
    for (const std::int64_t id : {1, 2, 3}) {
      const std::optional<std::int64_t> amount = id == 2 ? std::optional{id << 40} : std::nullopt;
      auto ran = connection.run(k_insert_all, {id, "a", amount, 1.0, Null{}});
      if (!ran) return std::move(ran).error();
    }
    return {};
  }));
  std::vector<std::int64_t> amounts;
  static constexpr Statement k_amounts{"SELECT COALESCE(amount, 0) FROM note ORDER BY id"};
  const auto done = database_->read([&](Connection& connection) {
    return only(connection.run(k_amounts, {}, [&](const Row& row) { amounts.push_back(row.integer(0)); }));
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_THAT(amounts, ElementsAre(0, std::int64_t{2} << 40, 0));
}

TEST_P(ValueTest, ASumAndAnAverageAreNumbers) {
  for (const std::int64_t id : {1, 2, 3}) {
    ASSERT_TRUE(database_->write([&](Connection& connection) {
      return only(connection.run(k_insert_all, {id, "a", id * -30'000'000'000, 0.5, Null{}}));
    }));
  }
  static constexpr Statement k_sum{"SELECT SUM(amount), AVG(amount), SUM(ratio), MAX(id), SUM(id * 0) FROM note"};
  const auto done = database_->read([&](Connection& connection) {
    return only(connection.run(k_sum, {}, [&](const Row& row) {
      EXPECT_EQ(row.integer(0), -180'000'000'000);
      EXPECT_EQ(row.number(1), -60'000'000'000.0);
      EXPECT_EQ(row.number(2), 1.5);
      EXPECT_EQ(row.integer(3), 3);
      EXPECT_EQ(row.integer(4), 0);
    }));
  });
  ASSERT_TRUE(done) << done.error().message;
}

TEST_P(ValueTest, ASumNearTheEndsOfTheNumbersIsExact) {
  static constexpr Statement k_edge{"SELECT SUM(amount), SUM(amount + 1) FROM note WHERE id = $1"};
  const std::vector<std::int64_t> edges{std::numeric_limits<std::int64_t>::min(),    -1, 9'999, 10'000, -100'000'000, 0,
                                        std::numeric_limits<std::int64_t>::max() - 1};
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const auto id = static_cast<std::int64_t>(i);
    const auto done = database_->write([&](Connection& connection) -> Result<void> {
      auto added = connection.run(k_insert_all, {id, "a", edges[i], Null{}, Null{}});
      if (!added) return std::move(added).error();
      return only(connection.run(k_edge, {id}, [&](const Row& row) {
        EXPECT_EQ(row.integer(0), edges[i]);
        EXPECT_EQ(row.integer(1), edges[i] + 1);
      }));
    });
    ASSERT_TRUE(done) << done.error().message;
  }
}

TEST_P(ValueTest, AStatementIsGivenAsManyValuesAsItTakes) {
  const auto done = database_->write([](Connection& connection) { return only(connection.run(k_insert_note, {1})); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::internal);
  EXPECT_NE(done.error().message.find("INSERT INTO note"), std::string::npos) << done.error().message;
}

INSTANTIATE_TEST_SUITE_P(, ValueTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::sql
