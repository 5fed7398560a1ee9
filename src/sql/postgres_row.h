// Reads rows that PostgreSQL sent in its binary form.
#pragma once

#include "sql/value.h"

struct pg_result;

namespace recado::sql {

// A column of a type that the asked-for form cannot be read from is a bug and throws std::logic_error.
class PostgresRow final : public Row {
 public:
  PostgresRow(const pg_result* result, int row) : result_(result), row_(row) {}
  bool is_null(int column) const override;
  std::int64_t integer(int column) const override;
  double number(int column) const override;
  std::string_view text(int column) const override;

 private:
  std::string_view bytes(int column) const;

  const pg_result* result_;
  int row_;
};

}  // namespace recado::sql
