#include "base/id.h"

#include <algorithm>
#include <array>

namespace recado {

namespace {

constexpr std::string_view k_digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t k_length = 13;
constexpr std::int64_t k_epoch_ms = 1704067200000;  // 2024-01-01T00:00:00Z
constexpr std::int64_t k_sequences = 1 << 12;
constexpr int k_bits_below_time = 22;

}  // namespace

std::string encode_id(std::string_view prefix, std::int64_t value) {
  std::string text{prefix};
  text.resize(prefix.size() + k_length);
  auto rest = static_cast<std::uint64_t>(value);
  for (std::size_t i = k_length; i-- > 0;) {
    text[prefix.size() + i] = k_digits[rest & 31];
    rest >>= 5;
  }
  return text;
}

std::optional<std::int64_t> decode_id(std::string_view prefix, std::string_view text) {
  if (!text.starts_with(prefix) || text.size() != prefix.size() + k_length) return {};
  std::uint64_t value = 0;
  for (const char c : text.substr(prefix.size())) {
    const auto digit = k_digits.find(c);
    if (digit == std::string_view::npos) return {};
    if (value >> 59 != 0) return {};
    value = value << 5 | digit;
  }
  if (value == 0 || value > static_cast<std::uint64_t>(INT64_MAX)) return {};
  return static_cast<std::int64_t>(value);
}

std::int64_t smallest_id_at(UtcMs time) {
  return std::max<std::int64_t>(count_ms(time) - k_epoch_ms, 0) << k_bits_below_time;
}

void IdSource::continue_after(std::int64_t value) {
  const std::scoped_lock lock{mutex_};
  const std::int64_t ms = value >> k_bits_below_time;
  if (ms < last_ms_) return;
  last_ms_ = ms;
  sequence_ = k_sequences - 1;
}

std::int64_t IdSource::next_value() {
  const std::int64_t now = count_ms(clock_.now()) - k_epoch_ms;
  const std::scoped_lock lock{mutex_};
  if (now > last_ms_) {
    last_ms_ = now;
    sequence_ = 0;
  } else if (++sequence_ == k_sequences) {
    ++last_ms_;
    sequence_ = 0;
  }
  return last_ms_ << k_bits_below_time | static_cast<std::int64_t>(node_) << 12 | sequence_;
}

}  // namespace recado
