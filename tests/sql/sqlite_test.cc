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

// A file has one writer, and what waits for it is kept apart: decision 6.
TEST(SqliteFile, EachPartOfTheSchemaHasAFileOfItsOwn) {
  const test::TestDatabase fresh{"sqlite"};
  auto database = open_database({.url = fresh.url()});
  ASSERT_TRUE(database);
  ASSERT_TRUE((*database)->migrate());
  constexpr Statement k_note{"INSERT INTO live_counter (workspace_id, seq) VALUES (1, 1)"};
  ASSERT_TRUE((*database)->write([&](Connection& store) -> Result<void> {
    // Neither of the others waits for this transaction to end
    auto receipts = (*database)->part(Part::journal).write([&](Connection& journal) {
      constexpr Statement k_cursor{"INSERT INTO receipt_cursor (node, applied_through) VALUES (1, 7)"};
      return only(journal.run(k_cursor, {}));
    });
    if (!receipts) return receipts;
    auto words = (*database)->part(Part::search).write([&](Connection& search) {
      constexpr Statement k_cursor{"INSERT INTO search_cursor (name, indexed_through) VALUES ('w1', 9)"};
      return only(search.run(k_cursor, {}));
    });
    if (!words) return words;
    return only(store.run(k_note, {}));
  }));
  (*database)->close();
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator{fresh.folder()}) names.push_back(file.path().filename());
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("recado.db", "recado.receipts.db", "recado.search.db"));
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
