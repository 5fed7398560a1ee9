#include "api/cursor.h"

#include <algorithm>
#include <charconv>

#include "base/crypto.h"

namespace recado::api {
namespace {

constexpr std::size_t k_longest = 200;

Error refused() { return invalid("cursor", "This cursor is not one of this list.", "Begin again without a cursor."); }

// Empty when it is no base64url.
std::string decode(std::string_view text) {
  if (text.size() > k_longest || text.find_first_of("+/=") != std::string_view::npos) return {};
  std::string standard{text};
  std::ranges::replace(standard, '-', '+');
  std::ranges::replace(standard, '_', '/');
  standard.append((4 - standard.size() % 4) % 4, '=');
  return crypto::from_base64(standard).value_or(std::string{});
}

}  // namespace

std::string write_cursor(char kind, std::span<const std::int64_t> numbers) {
  std::string plain{kind};
  for (const std::int64_t number : numbers) plain += '.' + std::to_string(number);
  return crypto::to_base64url(plain);
}

Result<std::vector<std::int64_t>> read_cursor(char kind, std::size_t count, std::string_view text) {
  const std::string plain = decode(text);
  if (plain.empty() || plain.front() != kind) return refused();
  std::vector<std::int64_t> numbers;
  const char* at = plain.data() + 1;
  const char* const end = plain.data() + plain.size();
  while (at != end) {
    std::int64_t number = 0;
    if (*at != '.') return refused();
    const auto [next, wrong] = std::from_chars(at + 1, end, number);
    if (wrong != std::errc{}) return refused();
    numbers.push_back(number);
    at = next;
  }
  if (numbers.size() != count || write_cursor(kind, numbers) != text) return refused();
  return numbers;
}

char cursor_kind(std::string_view text) {
  const std::string plain = decode(text);
  return plain.empty() ? '\0' : plain.front();
}

}  // namespace recado::api
