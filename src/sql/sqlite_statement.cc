#include "sql/sqlite_statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "sql/run_work.h"
#include "sql/sqlite_handle.h"

namespace recado::sql {

namespace {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  double number(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view text(int column) const override {
    // column_blob leaves the bytes as they are stored, and numbers become text all the same
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto count = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes ? std::string_view{bytes, count} : std::string_view{};
  }

 private:
  sqlite3_stmt* statement_;
};

// A bound view that is empty may have no address, which SQLite would take for NULL.
const char* address_of(std::string_view text) { return text.data() ? text.data() : ""; }

struct BindTo {
  sqlite3_stmt* statement;
  int index;

  int operator()(Null) const { return sqlite3_bind_null(statement, index); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
  int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
  int operator()(std::string_view text) const {
    return sqlite3_bind_text64(statement, index, address_of(text), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(Bytes bytes) const {
    return sqlite3_bind_blob64(statement, index, address_of(bytes.bytes), bytes.bytes.size(), SQLITE_STATIC);
  }
};

// Resets also when a visitor throws, and lets go of the borrowed values.
struct ResetAtEnd {
  sqlite3_stmt* statement;
  ~ResetAtEnd() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<SqliteStatement> SqliteStatement::prepare(sqlite3* handle, const char* text) {
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  if (sqlite3_prepare_v3(handle, text, -1, SQLITE_PREPARE_PERSISTENT, &raw, &rest) != SQLITE_OK) {
    return sqlite_error(handle, text);
  }
  SqliteStatement statement{handle, raw};
  if (!raw) return internal("A statement is empty.");
  if (std::strspn(rest, " \t\r\n;") != std::strlen(rest)) {
    return internal("More than one statement in: " + shortened(text));
  }
  if (auto numbered = statement.number_parameters(); !numbered) return std::move(numbered).error();
  return statement;
}

Result<void> SqliteStatement::number_parameters() {
  const int count = sqlite3_bind_parameter_count(statement_.get());
  for (int index = 1; index <= count; ++index) {
    const char* name = sqlite3_bind_parameter_name(statement_.get(), index);
    const std::string_view digits{name ? name + 1 : ""};
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (!name || *name != '$' || error != std::errc{} || end != digits.data() + digits.size() || number < 1) {
      return internal("A parameter is not written as $1, $2 … in: " + shortened(sqlite3_sql(statement_.get())));
    }
    value_of_parameter_.push_back(number - 1);
    width_ = std::max(width_, static_cast<std::size_t>(number));
  }
  return {};
}

bool SqliteStatement::has_text(const char* text) const { return std::strcmp(sqlite3_sql(statement_.get()), text) == 0; }

bool SqliteStatement::is_running() const { return sqlite3_stmt_busy(statement_.get()) != 0; }

Error SqliteStatement::failure() const { return sqlite_error(handle_, sqlite3_sql(statement_.get())); }

Result<void> SqliteStatement::bind(std::span<const Value> values) {
  if (values.size() != width_) {
    return internal("A statement takes " + std::to_string(width_) + " values and was given " +
                    std::to_string(values.size()) + ": " + shortened(sqlite3_sql(statement_.get())));
  }
  int index = 0;
  for (const int from : value_of_parameter_) {
    const Value& value = values[static_cast<std::size_t>(from)];
    if (std::visit(BindTo{statement_.get(), ++index}, value.held()) != SQLITE_OK) return failure();
  }
  return {};
}

Result<std::int64_t> SqliteStatement::run(std::span<const Value> values, const EachRow& each) {
  const ResetAtEnd reset{statement_.get()};
  if (auto bound = bind(values); !bound) return std::move(bound).error();
  return step(each);
}

Result<std::int64_t> SqliteStatement::step(const EachRow& each) {
  const std::int64_t changes_before = sqlite3_total_changes64(handle_);
  const SqliteRow row{statement_.get()};
  std::int64_t rows = 0;
  int code = sqlite3_step(statement_.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(statement_.get())) {
    ++rows;
    if (each) each(row);
  }
  if (code != SQLITE_DONE) return failure();
  if (sqlite3_column_count(statement_.get()) > 0) return rows;
  // SQLite leaves the last count standing when a statement changes nothing, such as one that defines a table
  return sqlite3_total_changes64(handle_) == changes_before ? 0 : sqlite3_changes64(handle_);
}

}  // namespace recado::sql
