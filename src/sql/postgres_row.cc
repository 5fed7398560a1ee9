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

// NUMERIC: digits to the base 10,000, the first of them weighing 10,000^weight. SUM() of BIGINT is of this type.
struct Decimal {
  explicit Decimal(std::string_view wire)
      : digits(big_endian<std::uint16_t>(wire)),
        weight(static_cast<std::int16_t>(big_endian<std::uint16_t>(wire, 2))),
        is_negative(big_endian<std::uint16_t>(wire, 4) == 0x4000),
        bytes(wire.substr(8)) {
    if (big_endian<std::uint16_t>(wire, 4) >= 0xC000) throw std::logic_error("a sum is not a finite number");
  }
  int digit(int at) const {
    return at < digits ? big_endian<std::uint16_t>(bytes, std::size_t{2} * static_cast<unsigned>(at)) : 0;
  }

  int digits;
  int weight;
  bool is_negative;
  std::string_view bytes;
};

std::int64_t to_integer(const Decimal& decimal) {
  std::int64_t value = 0;
  for (int at = 0; at <= decimal.weight; ++at) {
    const int digit = decimal.is_negative ? -decimal.digit(at) : decimal.digit(at);
    if (__builtin_mul_overflow(value, 10'000, &value) || __builtin_add_overflow(value, digit, &value)) {
      throw std::logic_error("a sum is larger than 64 bits");
    }
  }
  return value;
}

double to_double(const Decimal& decimal) {
  double value = 0;
  for (int at = 0; at < decimal.digits; ++at) value += decimal.digit(at) * std::pow(10'000.0, decimal.weight - at);
  return decimal.is_negative ? -value : value;
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
    case k_numeric:
      if constexpr (std::is_floating_point_v<Number>)
        return to_double(Decimal{bytes});
      else
        return to_integer(Decimal{bytes});
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
