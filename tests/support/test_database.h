// A fresh database for one test, gone with it: a SQLite file in a folder of its own, or a schema of its own in the
// PostgreSQL that RECADO_TEST_POSTGRES names (its URL). Suites that run on both are written as
//   class XTest : public ::testing::TestWithParam<std::string> { TestDatabase database_{GetParam()}; … };
//   INSTANTIATE_TEST_SUITE_P(, XTest, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recado::test {

class TestDatabase {
 public:
  // "sqlite", and "postgres" when there is one
  static std::vector<std::string> available_kinds();
  static std::string kind_name(const ::testing::TestParamInfo<std::string>& kind) { return kind.param; }

  explicit TestDatabase(const std::string& kind = "sqlite");
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  // For open_database(). Every PostgreSQL connection made with it carries name() as its application_name.
  const std::string& url() const { return url_; }
  const std::string& name() const { return name_; }
  const std::string& folder() const { return folder_; }  // SQLite: where the file lies; else empty

 private:
  std::string name_;
  std::string url_;
  std::string folder_;
};

}  // namespace recado::test
