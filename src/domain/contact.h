// A person on WhatsApp: a set of identities that have arrived together. Numbers are optional, since 2026 a customer may
// come with a user id only.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/webhook_event.h"

namespace recado {

// The numbers are stored: never renumber.
enum class IdentityKind : std::uint8_t { phone = 0, user_id = 1, parent_user_id = 2 };

struct Identity {
  IdentityKind kind = IdentityKind::phone;
  std::string scope;  // user ids are the provider's; phones belong to everybody: ''
  std::string value;  // canonical digits of a phone

  auto operator<=>(const Identity&) const = default;
};

struct Contact {
  ContactId id;
  std::optional<std::string> profile_name;
  std::optional<std::string> username;
  std::optional<std::string> phone;    // digits as the provider last wrote them
  std::optional<std::string> user_id;  // business-scoped
};

// The identities of a party, strongest first: the user id, then the phone, then the parent user id.
// Empty when there is nothing to know the party by. scope: the provider's name.
std::vector<Identity> identities_of(const Party& party, const std::string& scope);

// Takes over what a delivery says about the contact; facts it leaves out stay. True when something changed.
bool update_from(Contact& contact, const Party& party);

}  // namespace recado
