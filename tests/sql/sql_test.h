// What the suites of the sql layer share: an open, fresh database with one table.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>

#include "sql/database.h"
#include "support/test_database.h"

namespace recado::sql {

constexpr EmbeddedMigration k_note_migrations[] = {{1, "note", R"(
CREATE TABLE note (
  id BIGINT NOT NULL PRIMARY KEY,
  body TEXT,
  amount BIGINT,
  ratio DOUBLE PRECISION,
  raw {{bytes}}
) {{without_rowid}};
)"}};

constexpr Statement k_insert_note{"INSERT INTO note (id, body) VALUES ($1, $2)"};
constexpr Statement k_count_notes{"SELECT COUNT(*) FROM note"};
constexpr Statement k_all_notes{"SELECT id FROM note ORDER BY id"};

class SqlTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    database_ = open();
    ASSERT_TRUE(database_);
    const auto migrated = database_->migrate();
    ASSERT_TRUE(migrated) << migrated.error().message;
  }

  std::unique_ptr<Database> open(std::span<const EmbeddedMigration> migrations = k_note_migrations) {
    auto opened = open_database({.url = fresh_.url(), .readers = 4, .migrations = migrations});
    if (!opened) ADD_FAILURE() << opened.error().message;
    return opened ? std::move(*opened) : nullptr;
  }

  static Work insert(std::int64_t id, std::string body = "hello") {
    return [id, body = std::move(body)](Connection& connection) -> Result<void> {
      auto ran = connection.run(k_insert_note, {id, body});
      if (!ran) return std::move(ran).error();
      return {};
    };
  }

  std::future<Result<void>> write_soon(Work work) {
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto outcome = promise->get_future();
    database_->write_soon(std::move(work), [promise](Result<void> ended) { promise->set_value(std::move(ended)); });
    return outcome;
  }

  std::vector<std::int64_t> ids() {
    std::vector<std::int64_t> found;
    const auto done = database_->read([&](Connection& connection) -> Result<void> {
      auto ran = connection.run(k_all_notes, {}, [&](const Row& row) { found.push_back(row.integer(0)); });
      if (!ran) return std::move(ran).error();
      return {};
    });
    EXPECT_TRUE(done) << done.error().message;
    return found;
  }

  test::TestDatabase fresh_{GetParam()};
  std::unique_ptr<Database> database_;  // after fresh_: it is closed before its schema is dropped
};

// What a piece of work returns when all it does is run one statement.
inline Result<void> only(Result<std::int64_t> ran) {
  if (!ran) return std::move(ran).error();
  return {};
}

}  // namespace recado::sql
