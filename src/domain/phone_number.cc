#include "domain/phone_number.h"

namespace recado {

namespace {

constexpr std::size_t k_shortest = 5;
constexpr std::size_t k_longest = 15;

}  // namespace

std::optional<PhoneNumber> PhoneNumber::parse(std::string_view text) {
  constexpr std::string_view channel = "whatsapp:";
  if (text.starts_with(channel)) text.remove_prefix(channel.size());
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '+' ? i != 0 : std::string_view{" -.()\u00a0"}.find(c) == std::string_view::npos) {
      return {};
    }
  }
  if (digits.size() < k_shortest || digits.size() > k_longest || digits.front() == '0') return {};
  return PhoneNumber{std::move(digits)};
}

std::string PhoneNumber::canonical() const {
  const std::string_view d = digits_;
  if (d.starts_with("55") && d.size() == 12 && d[4] >= '6') return digits_.substr(0, 4) + "9" + digits_.substr(4);
  if (d.starts_with("521") && d.size() == 13) return "52" + digits_.substr(3);
  if (d.starts_with("549") && d.size() == 13) return "54" + digits_.substr(3);
  return digits_;
}

}  // namespace recado
