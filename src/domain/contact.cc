#include "domain/contact.h"

#include "domain/phone_number.h"

namespace recado {

std::vector<Identity> identities_of(const Party& party, const std::string& scope) {
  std::vector<Identity> identities;
  if (!party.user_id.empty()) identities.push_back({IdentityKind::user_id, scope, party.user_id});
  if (!party.phone.empty()) {
    const auto number = PhoneNumber::parse(party.phone);
    // Test numbers of providers can be too short to be E.164; they are matched as they are.
    identities.push_back({IdentityKind::phone, {}, number ? number->canonical() : party.phone});
  }
  if (!party.parent_user_id.empty()) identities.push_back({IdentityKind::parent_user_id, scope, party.parent_user_id});
  return identities;
}

bool update_from(Contact& contact, const Party& party) {
  bool changed = false;
  const auto take = [&](std::optional<std::string>& known, const std::string& said) {
    if (said.empty() || known == said) return;
    known = said;
    changed = true;
  };
  take(contact.profile_name, party.profile_name);
  take(contact.username, party.username);
  take(contact.phone, party.phone);
  take(contact.user_id, party.user_id);
  return changed;
}

}  // namespace recado
