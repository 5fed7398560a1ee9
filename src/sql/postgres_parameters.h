// One set of values as libpq takes it. Integers, doubles and bytes go with their types in binary form; text goes without a
// type, so that PostgreSQL takes it for what its place needs.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sql/database.h"

namespace recado::sql {

// One letter a value: i integer, d double, b bytes, t text, n null.
std::string parameter_kinds(std::span<const Value> values);

// For PQsendPrepare; 0 where PostgreSQL finds the type itself.
std::vector<unsigned> parameter_types(std::string_view kinds);

// Filled again for every set, so that its memory is used again too.
class PostgresParameters {
 public:
  // `internal` for a text that PostgreSQL cannot store.
  Result<void> fill(std::span<const Value> values);

  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const char* value, std::size_t length, int format);
  Result<void> add_one(const Value& value);

  std::string copies_;  // reserved before it is filled: pointers into it stay good
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

}  // namespace recado::sql
