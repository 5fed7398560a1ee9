#include "store/contacts.h"

#include "store/rows.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_find{
    "SELECT contact_id FROM contact_identity WHERE workspace_id = $1 AND kind = $2 AND scope = $3 AND value = $4"};
constexpr sql::Statement k_load{"SELECT " RECADO_CONTACT_COLUMNS
                                " FROM contact k WHERE k.workspace_id = $1 AND k.id = $2"};
constexpr sql::Statement k_create{
    "INSERT INTO contact (workspace_id, id, profile_name, username, phone, user_id, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr sql::Statement k_link{
    "INSERT INTO contact_identity (workspace_id, kind, scope, value, contact_id) VALUES ($1, $2, $3, $4, $5)"};
constexpr sql::Statement k_save{
    "UPDATE contact SET profile_name = $3, username = $4, phone = $5, user_id = $6 WHERE workspace_id = $1 AND id = "
    "$2"};

}  // namespace

Result<std::vector<std::optional<ContactId>>> SqlContacts::find(std::span<const Identity> identities) {
  std::vector<sql::Value> values;
  values.reserve(identities.size() * 4);
  for (const Identity& identity : identities) {
    values.insert(values.end(), {workspace_, static_cast<int>(identity.kind), identity.scope, identity.value});
  }
  std::vector<std::optional<ContactId>> found(identities.size());
  const auto ran = connection_.run_many(
      k_find, 4, values, [&](std::size_t set, const sql::Row& row) { found[set] = row.id<ContactId>(0); });
  if (!ran) return ran.error();
  return found;
}

Result<std::vector<Contact>> SqlContacts::load(std::span<const ContactId> ids) {
  std::vector<sql::Value> values;
  for (const ContactId id : ids) values.insert(values.end(), {workspace_, id});
  std::vector<Contact> contacts;
  contacts.reserve(ids.size());
  const auto ran = connection_.run_many(
      k_load, 2, values, [&](std::size_t, const sql::Row& row) { contacts.push_back(contact_from(row)); });
  if (!ran) return ran.error();
  return contacts;
}

Result<void> SqlContacts::create(std::span<const NewContact> contacts) {
  std::vector<sql::Value> values;
  std::vector<std::pair<Identity, ContactId>> identities;
  for (const NewContact& made : contacts) {
    const Contact& contact = made.contact;
    values.insert(values.end(), {workspace_, contact.id, contact.profile_name, contact.username, contact.phone,
                                 contact.user_id, made.created_at});
    for (const Identity& identity : made.identities) identities.emplace_back(identity, contact.id);
  }
  if (auto created = connection_.run_many(k_create, 7, values); !created) return created;
  return link(identities);
}

Result<void> SqlContacts::link(std::span<const std::pair<Identity, ContactId>> identities) {
  std::vector<sql::Value> values;
  for (const auto& [identity, contact] : identities) {
    values.insert(values.end(), {workspace_, static_cast<int>(identity.kind), identity.scope, identity.value, contact});
  }
  return connection_.run_many(k_link, 5, values);
}

Result<void> SqlContacts::save(std::span<const Contact> contacts) {
  std::vector<sql::Value> values;
  for (const Contact& contact : contacts) {
    values.insert(values.end(),
                  {workspace_, contact.id, contact.profile_name, contact.username, contact.phone, contact.user_id});
  }
  return connection_.run_many(k_save, 6, values);
}

}  // namespace recado::store
