#include "seed/row_sink.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>

namespace recado::bench {

namespace {

constexpr std::string_view k_sqlite = "sqlite:";

class SqliteSink final : public RowSink {
 public:
  explicit SqliteSink(const std::string& path) {
    must(sqlite3_open(path.c_str(), &handle_));
    // Nobody else uses the file, and a crash here only means to begin again.
    run("PRAGMA synchronous=OFF; PRAGMA cache_size=-4000000; PRAGMA wal_autocheckpoint=100000; PRAGMA "
        "temp_store=MEMORY");
  }
  ~SqliteSink() override { sqlite3_close(handle_); }

  void begin(std::string_view table, std::string_view columns) override {
    const auto width = std::ranges::count(columns, ',') + 1;
    std::string places = "?";
    for (std::ptrdiff_t i = 1; i < width; ++i) places += ", ?";
    const std::string text = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns, places);
    run("BEGIN");
    must(sqlite3_prepare_v2(handle_, text.c_str(), -1, &insert_, nullptr));
  }

  void row(std::span<const sql::Value> values) override {
    int place = 0;
    for (const sql::Value& value : values) bind(++place, value.held());
    if (sqlite3_step(insert_) != SQLITE_DONE) fail();
    sqlite3_reset(insert_);
  }

  void end() override {
    sqlite3_finalize(insert_);
    run("COMMIT");
  }

  void finish() override { run("PRAGMA wal_checkpoint(TRUNCATE)"); }

 private:
  [[noreturn]] void fail() { throw std::runtime_error{sqlite3_errmsg(handle_)}; }
  void must(int code) {
    if (code != SQLITE_OK) fail();
  }
  void run(const char* text) { must(sqlite3_exec(handle_, text, nullptr, nullptr, nullptr)); }
  void bind(int place, const sql::Value::Held& held) {
    std::visit(
        [&]<typename T>(const T& value) {
          if constexpr (std::is_same_v<T, sql::Null>) {
            sqlite3_bind_null(insert_, place);
          } else if constexpr (std::is_same_v<T, std::int64_t>) {
            sqlite3_bind_int64(insert_, place, value);
          } else if constexpr (std::is_same_v<T, double>) {
            sqlite3_bind_double(insert_, place, value);
          } else if constexpr (std::is_same_v<T, sql::Bytes>) {
            sqlite3_bind_blob64(insert_, place, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT);
          } else {
            sqlite3_bind_text64(insert_, place, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
          }
        },
        held);
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

class PostgresSink final : public RowSink {
 public:
  explicit PostgresSink(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) fail();
    run("SET synchronous_commit = off");
  }
  ~PostgresSink() override { PQfinish(connection_); }

  void begin(std::string_view table, std::string_view columns) override {
    run(fmt::format("COPY {} ({}) FROM STDIN", table, columns), PGRES_COPY_IN);
  }

  void row(std::span<const sql::Value> values) override {
    for (const sql::Value& value : values) {
      append(value.held());
      buffer_ += '\t';
    }
    buffer_.back() = '\n';
    if (buffer_.size() > 65536) flush();
  }

  void end() override {
    flush();
    if (PQputCopyEnd(connection_, nullptr) != 1) fail();
    while (PGresult* result = PQgetResult(connection_)) {
      const bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;
      PQclear(result);
      if (!ok) fail();
    }
  }

  void finish() override {
    run("VACUUM ANALYZE");
    run("CHECKPOINT");
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error{PQerrorMessage(connection_)}; }
  void run(const std::string& text, ExecStatusType wanted = PGRES_COMMAND_OK) {
    PGresult* result = PQexec(connection_, text.c_str());
    const bool ok = PQresultStatus(result) == wanted;
    PQclear(result);
    if (!ok) fail();
  }
  void flush() {
    if (!buffer_.empty() && PQputCopyData(connection_, buffer_.data(), static_cast<int>(buffer_.size())) != 1) fail();
    buffer_.clear();
  }
  void append(const sql::Value::Held& held) {
    std::visit(
        [&]<typename T>(const T& value) {
          if constexpr (std::is_same_v<T, sql::Null>) {
            buffer_ += "\\N";
          } else if constexpr (std::is_same_v<T, sql::Bytes>) {
            throw std::runtime_error{"Bytes are not seeded."};
          } else if constexpr (std::is_same_v<T, std::string_view>) {
            for (const char c : value) {
              if (c == '\\' || c == '\t' || c == '\n') buffer_ += '\\';
              buffer_ += c;
            }
          } else {
            buffer_ += fmt::format("{}", value);
          }
        },
        held);
  }

  PGconn* connection_;
  std::string buffer_;
};

}  // namespace

std::unique_ptr<RowSink> make_row_sink(const std::string& database_url) {
  if (database_url.starts_with(k_sqlite)) return std::make_unique<SqliteSink>(database_url.substr(k_sqlite.size()));
  return std::make_unique<PostgresSink>(database_url);
}

}  // namespace recado::bench
