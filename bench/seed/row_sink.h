// Where the seeder pours rows: straight into SQLite or PostgreSQL, past the program, as fast as the database takes them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "sql/value.h"

namespace recado::bench {

class RowSink {
 public:
  virtual ~RowSink() = default;
  // columns: "id, name"
  virtual void begin(std::string_view table, std::string_view columns) = 0;
  virtual void row(std::span<const sql::Value> values) = 0;
  virtual void end() = 0;
  // Once, after all tables: durable, with statistics for the planner.
  virtual void finish() = 0;
};

std::unique_ptr<RowSink> make_row_sink(const std::string& database_url);

}  // namespace recado::bench
