#include "domain/people.h"

#include <algorithm>

namespace recado {

std::string_view to_text(Role role) {
  switch (role) {
    case Role::owner: return "owner";
    case Role::admin: return "admin";
    case Role::agent: return "agent";
  }
  return "agent";
}

std::optional<Role> role_from(std::string_view text) {
  for (const auto role : {Role::owner, Role::admin, Role::agent}) {
    if (to_text(role) == text) return role;
  }
  return {};
}

std::optional<std::string> canonical_email(std::string_view text) {
  constexpr std::size_t longest = 254;  // RFC 5321, 4.5.3.1.3, less the angle brackets
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  const auto at = text.rfind('@');
  if (text.size() > longest || at == std::string_view::npos || at == 0 || at + 1 == text.size()) return {};
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return {};
  std::string lower{text};
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

}  // namespace recado
