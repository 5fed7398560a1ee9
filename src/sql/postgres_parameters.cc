#include "sql/postgres_parameters.h"

#include <bit>
#include <limits>

namespace recado::sql {

namespace {

constexpr int k_as_text = 0;
constexpr int k_as_binary = 1;

struct KindOf {
  char operator()(Null) const { return 'n'; }
  char operator()(std::int64_t) const { return 'i'; }
  char operator()(double) const { return 'd'; }
  char operator()(std::string_view) const { return 't'; }
  char operator()(Bytes) const { return 'b'; }
};

void append_big_endian(std::string& out, std::uint64_t bits) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(bits >> shift & 0xff);
}

std::size_t copied_bytes(const Value& value) {
  const auto* text = std::get_if<std::string_view>(&value.held());
  return text ? text->size() + 1 : sizeof(std::uint64_t);
}

}  // namespace

std::string parameter_kinds(std::span<const Value> values) {
  std::string kinds;
  for (const Value& value : values) kinds += std::visit(KindOf{}, value.held());
  return kinds;
}

std::vector<unsigned> parameter_types(std::string_view kinds) {
  std::vector<unsigned> types;
  for (const char kind : kinds) types.push_back(kind == 'i' ? 20 : kind == 'd' ? 701 : kind == 'b' ? 17 : 0);
  return types;
}

void PostgresParameters::add(const char* value, std::size_t length, int format) {
  values_.push_back(value);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(format);
}

Result<void> PostgresParameters::add_one(const Value& value) {
  const char* copy = copies_.data() + copies_.size();
  if (const auto* number = std::get_if<std::int64_t>(&value.held())) {
    append_big_endian(copies_, static_cast<std::uint64_t>(*number));
    add(copy, sizeof(std::int64_t), k_as_binary);
  } else if (const auto* real = std::get_if<double>(&value.held())) {
    append_big_endian(copies_, std::bit_cast<std::uint64_t>(*real));
    add(copy, sizeof(double), k_as_binary);
  } else if (const auto* text = std::get_if<std::string_view>(&value.held())) {
    if (text->find('\0') != text->npos) return internal("PostgreSQL cannot store a text with a zero byte in it.");
    copies_.append(*text);
    copies_ += '\0';
    add(copy, text->size(), k_as_text);
  } else if (const auto* bytes = std::get_if<Bytes>(&value.held())) {
    if (bytes->bytes.size() > std::numeric_limits<int>::max()) return internal("A value is larger than 2 GB.");
    add(bytes->bytes.data() ? bytes->bytes.data() : "", bytes->bytes.size(), k_as_binary);
  } else {
    add(nullptr, 0, k_as_text);
  }
  return {};
}

Result<void> PostgresParameters::fill(std::span<const Value> values) {
  copies_.clear();
  values_.clear();
  lengths_.clear();
  formats_.clear();
  std::size_t needed = 0;
  for (const Value& value : values) needed += copied_bytes(value);
  copies_.reserve(needed);
  for (const Value& value : values) {
    if (auto added = add_one(value); !added) return added;
  }
  return {};
}

}  // namespace recado::sql
