// What is about the file of a SQLite database.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "sql_test.h"

namespace recado::sql {
namespace {

using ::testing::HasSubstr;

TEST(SqliteFile, IsReadableOnlyByItsOwner) {
  const test::TestDatabase fresh{"sqlite"};
  auto database = open_database({.url = fresh.url(), .migrations = k_note_migrations});
  ASSERT_TRUE(database);
  ASSERT_TRUE((*database)->migrate());
  for (const auto& file : std::filesystem::directory_iterator{fresh.folder()}) {
    EXPECT_EQ(file.status().permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
        << file.path();
  }
}

TEST(SqliteFile, IsOneFileAfterClosing) {
  const test::TestDatabase fresh{"sqlite"};
  auto database = open_database({.url = fresh.url(), .migrations = k_note_migrations});
  ASSERT_TRUE(database);
  ASSERT_TRUE((*database)->migrate());
  ASSERT_TRUE((*database)->write([](Connection& connection) { return only(connection.run(k_insert_note, {1, "a"})); }));
  (*database)->close();
  const std::filesystem::directory_iterator files{fresh.folder()};
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(SqliteFile, InAFolderThatDoesNotExistSaysWhatToDo) {
  const auto database = open_database({.url = "sqlite:/nowhere/at/all/recado.db"});
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::unavailable);
  EXPECT_THAT(database.error().message, HasSubstr("/nowhere/at/all/recado.db"));
  EXPECT_THAT(database.error().next_step, HasSubstr("folder"));
}

TEST(SqliteFile, ThatIsNoDatabaseIsLeftAlone) {
  const test::TestDatabase fresh{"sqlite"};
  const std::string path = fresh.folder() + "/recado.db";
  std::ofstream{path} << std::string(5000, 'x');
  const auto database = open_database({.url = fresh.url()});
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().code, ErrorCode::internal);
  EXPECT_EQ(std::filesystem::file_size(path), 5000U);
}

TEST(SqliteWriter, RefusesAWriteFromInsideItsWork) {
  const test::TestDatabase fresh{"sqlite"};
  auto database = open_database({.url = fresh.url(), .migrations = k_note_migrations});
  ASSERT_TRUE(database);
  const auto done = (*database)->write(
      [&](Connection&) { return (*database)->write([](Connection&) -> Result<void> { return {}; }); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::internal);
}

}  // namespace
}  // namespace recado::sql
