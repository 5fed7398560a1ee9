#include "sql/postgres_row.h"

#include <libpq-fe.h>

#include <bit>
#include <cmath>
#include <stdexcept>

namespace recado::sql {

namespace {

// Object ids of pg_type that never change.
enum Type : unsigned {
  k_bool = 16,
  k_bytea = 17,
  k_char = 18,
  k_name = 19,
  k_int8 = 20,
  k_int2 = 21,
  k_int4 = 23,
  k_text = 25,
  k_json = 114,
  k_float4 = 700,
  k_float8 = 701,
  k_unknown = 705,
  k_bpchar = 1042,
  k_varchar = 1043,
  k_numeric = 1700,
  k_jsonb = 3802,
};

template <typename Unsigned>
Unsigned big_endian(std::string_view bytes, std::size_t at = 0) {
  Unsigned value = 0;
  for (std::size_t i = at; i < at + sizeof(Unsigned); ++i) {
    value = static_cast<Unsigned>(value << 8 | static_cast<unsigned char>(bytes[i]));
  }
  return value;
}

// Digits to the base 10,000, the first of them weighing 10,000^weight. SUM() of BIGINT is of this type.
template <typename Number>
Number decimal(std::string_view bytes) {
  const int digits = big_endian<std::uint16_t>(bytes);
  const int weight = static_cast<std::int16_t>(big_endian<std::uint16_t>(bytes, 2));
  const int sign = big_endian<std::uint16_t>(bytes, 4);
  if (sign >= 0xC000) throw std::logic_error("a sum is not a finite number");
  Number value = 0;
  for (int i = 0; i <= weight; ++i) {
    const auto at = static_cast<std::size_t>(8 + 2 * i);
    value = value * 10'000 + static_cast<Number>(i < digits ? big_endian<std::uint16_t>(bytes, at) : 0);
  }
  if constexpr (std::is_floating_point_v<Number>) {
    for (int i = std::max(0, weight + 1); i < digits; ++i) {
      const auto at = static_cast<std::size_t>(8 + 2 * i);
      value += big_endian<std::uint16_t>(bytes, at) * std::pow(10'000.0, weight - i);
    }
  }
  return sign == 0x4000 ? -value : value;
}

template <typename Number>
Number number_from(unsigned type, std::string_view bytes) {
  switch (type) {
    case k_bool: return static_cast<Number>(bytes[0]);
    case k_int2: return static_cast<Number>(static_cast<std::int16_t>(big_endian<std::uint16_t>(bytes)));
    case k_int4: return static_cast<Number>(static_cast<std::int32_t>(big_endian<std::uint32_t>(bytes)));
    case k_int8: return static_cast<Number>(static_cast<std::int64_t>(big_endian<std::uint64_t>(bytes)));
    case k_float4: return static_cast<Number>(std::bit_cast<float>(big_endian<std::uint32_t>(bytes)));
    case k_float8: return static_cast<Number>(std::bit_cast<double>(big_endian<std::uint64_t>(bytes)));
    case k_numeric: return decimal<Number>(bytes);
    default: throw std::logic_error("a column of PostgreSQL type " + std::to_string(type) + " was read as a number");
  }
}

}  // namespace

bool PostgresRow::is_null(int column) const { return PQgetisnull(result_, row_, column) != 0; }

std::string_view PostgresRow::bytes(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresRow::integer(int column) const {
  return is_null(column) ? 0 : number_from<std::int64_t>(PQftype(result_, column), bytes(column));
}

double PostgresRow::number(int column) const {
  return is_null(column) ? 0.0 : number_from<double>(PQftype(result_, column), bytes(column));
}

std::string_view PostgresRow::text(int column) const {
  if (is_null(column)) return {};
  const unsigned type = PQftype(result_, column);
  switch (type) {
    case k_bytea:
    case k_char:
    case k_name:
    case k_text:
    case k_json:
    case k_unknown:
    case k_bpchar:
    case k_varchar: return bytes(column);
    case k_jsonb: return bytes(column).substr(1);  // begins with the number of its format
    default: throw std::logic_error("a column of PostgreSQL type " + std::to_string(type) + " was read as text");
  }
}

}  // namespace recado::sql
