// Whose message is it: every party of a batch gets its contact, found by identity in the order of PRODUCT.md, rule 6, or
// made as an orphan.
#pragma once

#include <map>
#include <vector>

#include "app/received_item.h"
#include "base/id.h"
#include "ports/contacts.h"

namespace recado {

struct PartyOf {
  const Party* party = nullptr;
  std::string scope;  // the provider's name: user ids are its own
};

// The contact of each party, in order. Creates what is missing, links identities that arrived together, takes over names.
Result<std::vector<ContactId>> find_contacts(Contacts& contacts, std::span<const PartyOf> parties, IdSource& ids,
                                             UtcMs now);

}  // namespace recado
