// Contacts in SQL.
#pragma once

#include "ports/contacts.h"
#include "sql/database.h"

namespace recado::store {

class SqlContacts final : public Contacts {
 public:
  SqlContacts(sql::Connection& connection, WorkspaceId workspace) : connection_(connection), workspace_(workspace) {}

  Result<std::vector<std::optional<ContactId>>> find(std::span<const Identity> identities) override;
  Result<std::vector<Contact>> load(std::span<const ContactId> ids) override;
  Result<void> create(std::span<const NewContact> contacts) override;
  Result<void> link(std::span<const std::pair<Identity, ContactId>> identities) override;
  Result<void> save(std::span<const Contact> contacts) override;

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
};

}  // namespace recado::store
