// Contacts of one workspace inside one transaction.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/contact.h"

namespace recado {

struct NewContact {
  Contact contact;
  std::vector<Identity> identities;
  UtcMs created_at{};
};

class Contacts {
 public:
  virtual ~Contacts() = default;
  // The contact of each identity, in order; none where nobody has it.
  virtual Result<std::vector<std::optional<ContactId>>> find(std::span<const Identity> identities) = 0;
  virtual Result<std::vector<Contact>> load(std::span<const ContactId> ids) = 0;  // in order; unknown ids are left out
  // `conflict` (reason "unique") when another program created one of the identities meanwhile: begin again.
  virtual Result<void> create(std::span<const NewContact> contacts) = 0;
  virtual Result<void> link(std::span<const std::pair<Identity, ContactId>> identities) = 0;
  virtual Result<void> save(std::span<const Contact> contacts) = 0;
};

}  // namespace recado
