// The schema follows the program: each migration once, and never one the program does not know.
#include <gmock/gmock.h>

#include <filesystem>
#include <thread>

#include "sql/migration_text.h"
#include "sql_test.h"

namespace recado::sql {
namespace {

using ::testing::HasSubstr;

constexpr EmbeddedMigration k_two[] = {k_note_migrations[0], {2, "tag", "CREATE TABLE tag (id BIGINT PRIMARY KEY);"}};
constexpr EmbeddedMigration k_changed[] = {{1, "note", "CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT);"}};
constexpr EmbeddedMigration k_broken[] = {
    k_note_migrations[0], {2, "broken", "CREATE TABLE half (id BIGINT PRIMARY KEY); CREATE TABLE note (id BIGINT);"}};

class MigrationTest : public SqlTest {};

TEST_P(MigrationTest, EachMigrationIsAppliedOnce) {
  EXPECT_EQ(database_->migrate().value_or(-1), 0);
  EXPECT_EQ(database_->version().value_or(-1), 1);
  EXPECT_EQ(open(k_two)->migrate().value_or(-1), 1);
  EXPECT_EQ(open(k_two)->migrate().value_or(-1), 0);
  EXPECT_EQ(database_->version().value_or(-1), 2);
}

TEST_P(MigrationTest, AnEmptyDatabaseHasVersionZero) {
  const test::TestDatabase empty{GetParam()};
  auto database = open_database({.url = empty.url()});
  ASSERT_TRUE(database);
  EXPECT_EQ((*database)->version().value_or(-1), 0);
}

TEST_P(MigrationTest, AMigrationChangedAfterItWasAppliedIsRefused) {
  const auto migrated = open(k_changed)->migrate();
  ASSERT_FALSE(migrated);
  EXPECT_EQ(migrated.error().reason, "migration_changed");
  EXPECT_THAT(migrated.error().message, HasSubstr("Migration 1 (note)"));
  EXPECT_FALSE(migrated.error().next_step.empty());
}

TEST_P(MigrationTest, ADatabaseOfANewerRecadoIsRefused) {
  ASSERT_TRUE(open(k_two)->migrate());
  const auto migrated = database_->migrate();
  ASSERT_FALSE(migrated);
  EXPECT_EQ(migrated.error().reason, "database_newer");
  EXPECT_THAT(migrated.error().message, HasSubstr("Migration 2 (tag)"));
  EXPECT_FALSE(migrated.error().next_step.empty());
}

TEST_P(MigrationTest, AMigrationThatFailsLeavesTheDatabaseAsItWas) {
  const auto migrated = open(k_broken)->migrate();
  ASSERT_FALSE(migrated);
  EXPECT_THAT(migrated.error().message, HasSubstr("Migration 2 (broken)"));
  EXPECT_EQ(database_->version().value_or(-1), 1);
  static constexpr Statement k_half{"SELECT id FROM half"};
  EXPECT_FALSE(database_->read([](Connection& connection) { return only(connection.run(k_half, {})); }));
  EXPECT_EQ(open(k_two)->migrate().value_or(-1), 1);
}

TEST_P(MigrationTest, ProgramsThatStartAtOnceApplyEachMigrationOnce) {
  const test::TestDatabase shared{GetParam()};
  std::atomic<int> applied = 0;
  std::vector<std::thread> programs;
  programs.reserve(6);
  for (int program = 0; program < 6; ++program) {
    programs.emplace_back([&] {
      auto database = open_database({.url = shared.url(), .migrations = k_two});
      ASSERT_TRUE(database) << database.error().message;
      const auto migrated = (*database)->migrate();
      ASSERT_TRUE(migrated) << migrated.error().message;
      applied += *migrated;
    });
  }
  for (auto& program : programs) program.join();
  EXPECT_EQ(applied, 2);
}

TEST_P(MigrationTest, TheMigrationsOfThisProgramApply) {
  const test::TestDatabase empty{GetParam()};
  auto database = open_database({.url = empty.url()});
  ASSERT_TRUE(database) << database.error().message;
  const auto migrated = (*database)->migrate();
  ASSERT_TRUE(migrated) << migrated.error().message;
  EXPECT_EQ(static_cast<std::size_t>(*migrated), embedded_migrations().size());
}

INSTANTIATE_TEST_SUITE_P(, MigrationTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

TEST(MigrationText, IsMadeForOneDatabase) {
  constexpr std::string_view k_text =
      "-- {{bytes}} and {{#sqlite}} are resolved.\nCREATE TABLE a (b {{bytes}}, c {{bytes}}) {{without_rowid}};\n"
      "  {{#sqlite}}\nCREATE VIRTUAL TABLE f USING fts5(t);\n  {{/sqlite}}\n"
      "{{#postgres}}\nCREATE INDEX i ON a USING gin (t);\n{{/postgres}}\nSELECT 1;";
  EXPECT_EQ(migration_text(k_text, Dialect::sqlite).value_or(""),
            "CREATE TABLE a (b BLOB, c BLOB) WITHOUT ROWID;\nCREATE VIRTUAL TABLE f USING fts5(t);\nSELECT 1;\n");
  EXPECT_EQ(migration_text(k_text, Dialect::postgres).value_or(""),
            "CREATE TABLE a (b BYTEA, c BYTEA) ;\nCREATE INDEX i ON a USING gin (t);\nSELECT 1;\n");
}

TEST(MigrationText, RefusesWhatItDoesNotKnow) {
  for (const auto* text : {"{{byte}}", "{{bytes", "{{#sqlite}}\nx", "{{/sqlite}}", "{{#sqlite}}\n{{#postgres}}\n"}) {
    EXPECT_FALSE(migration_text(text, Dialect::sqlite)) << text;
  }
}

}  // namespace
}  // namespace recado::sql
