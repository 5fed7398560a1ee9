// Parameters and rows, the same for SQLite and PostgreSQL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.h"
#include "base/id.h"

namespace recado::sql {

struct Null {};
struct Bytes {
  std::string_view bytes;
};

// A parameter. Text and bytes are borrowed: they must live until the statement has run.
class Value {
 public:
  using Held = std::variant<Null, std::int64_t, double, std::string_view, Bytes>;

  Value() = default;
  Value(Null) {}
  Value(std::int64_t number) : held_(number) {}
  Value(int number) : held_(std::int64_t{number}) {}
  Value(double number) : held_(number) {}
  Value(bool flag) : held_(std::int64_t{flag}) {}  // stored as 0 or 1: neither database's own boolean is used
  Value(std::string_view text) : held_(text) {}
  Value(const std::string& text) : held_(std::string_view{text}) {}
  Value(const char* text) : held_(std::string_view{text}) {}
  Value(Bytes bytes) : held_(bytes) {}
  Value(UtcMs time) : held_(count_ms(time)) {}
  template <typename Tag>
  Value(Id<Tag> id) : held_(id.value) {}
  template <typename T>
  Value(const std::optional<T>& maybe) {
    if (maybe) *this = Value{*maybe};
  }

  const Held& held() const { return held_; }

 private:
  Held held_ = Null{};
};

// One row of a result; valid only while the visitor that got it runs. Columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double number(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // also bytes

  UtcMs time(int column) const { return utc_ms(integer(column)); }
  std::optional<UtcMs> maybe_time(int column) const {
    if (is_null(column)) return {};
    return time(column);
  }
  std::optional<std::int64_t> maybe_integer(int column) const {
    if (is_null(column)) return {};
    return integer(column);
  }
  std::string string(int column) const { return std::string{text(column)}; }
  std::optional<std::string> maybe_string(int column) const {
    if (is_null(column)) return {};
    return string(column);
  }
  template <typename AnId>
  AnId id(int column) const {
    return AnId{integer(column)};
  }
  template <typename AnId>
  std::optional<AnId> maybe_id(int column) const {
    if (is_null(column)) return {};
    return AnId{integer(column)};
  }
};

}  // namespace recado::sql
