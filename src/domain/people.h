// Who may sign in, and as what.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/ids.h"

namespace recado {

// The numbers are stored: never renumber.
enum class Role : std::uint8_t { owner = 0, admin = 1, agent = 2 };
std::string_view to_text(Role role);
std::optional<Role> role_from(std::string_view text);

// Owners and admins see what concerns the whole workspace: failed deliveries, replay.
constexpr bool may_administer(Role role) { return role != Role::agent; }

struct Person {
  PersonId id;
  std::string email;  // lower case
  std::string name;
  std::optional<std::string> language;  // "en", "es", "pt-BR"; none follows the browser
};

struct Member {
  Person person;
  Role role = Role::agent;
};

constexpr bool is_language(std::string_view text) { return text == "en" || text == "es" || text == "pt-BR"; }

// Lower case and trimmed; nothing when it cannot be an address (no "@" with text on both sides, or over 254 bytes).
std::optional<std::string> canonical_email(std::string_view text);

// Passwords: 10 to 1,024 bytes.
constexpr std::size_t k_shortest_password = 10;
constexpr std::size_t k_longest_password = 1024;

constexpr DurationMs k_session_length = std::chrono::days{30};

}  // namespace recado
