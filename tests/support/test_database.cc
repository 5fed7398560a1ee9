#include "support/test_database.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <unistd.h>

#include "sql/database.h"

namespace recado::test {

namespace {

std::string postgres_url() {
  const char* url = std::getenv("RECADO_TEST_POSTGRES");
  return url ? url : "";
}

std::string next_name() {
  static std::atomic<int> made = 0;
  return "recado_test_" + std::to_string(::getpid()) + "_" + std::to_string(++made);
}

void run_on_postgres(const std::string& text) {
  auto database = sql::open_database({.url = postgres_url(), .readers = 1});
  if (!database) throw std::runtime_error(database.error().message);
  const auto done = (*database)->write([&](sql::Connection& connection) -> Result<void> {
    auto ran = connection.run(sql::Statement{text.c_str()}, {});
    if (!ran) return std::move(ran).error();
    return {};
  });
  if (!done) throw std::runtime_error(done.error().message);
}

}  // namespace

std::vector<std::string> TestDatabase::available_kinds() {
  if (postgres_url().empty()) return {"sqlite"};
  return {"sqlite", "postgres"};
}

TestDatabase::TestDatabase(const std::string& kind) : name_(next_name()) {
  if (kind == "sqlite") {
    folder_ = (std::filesystem::temp_directory_path() / (name_ + "_XXXXXX")).string();
    if (!::mkdtemp(folder_.data())) throw std::runtime_error("no temporary folder can be made: " + folder_);
    url_ = "sqlite:" + folder_ + "/recado.db";
    return;
  }
  run_on_postgres("CREATE SCHEMA " + name_);
  url_ = postgres_url();
  url_ += url_.find('?') == url_.npos ? '?' : '&';
  url_ += "application_name=" + name_ + "&options=-csearch_path%3D" + name_;
}

TestDatabase::~TestDatabase() {
  try {
    if (folder_.empty()) {
      run_on_postgres("DROP SCHEMA " + name_ + " CASCADE");
    } else {
      std::filesystem::remove_all(folder_);
    }
  } catch (const std::exception& thrown) {
    ADD_FAILURE() << "The test's database stays behind: " << thrown.what();
  }
}

}  // namespace recado::test
