#include "app/find_contacts.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace recado {

namespace {

class ContactBatch {
 public:
  ContactBatch(Contacts& contacts, IdSource& ids, UtcMs now) : contacts_(contacts), ids_(ids), now_(now) {}

  Result<std::vector<ContactId>> operator()(std::span<const PartyOf> parties) {
    if (auto looked = look_up(parties); !looked) return looked.error();
    std::vector<ContactId> found;
    found.reserve(parties.size());
    for (std::size_t i = 0; i < parties.size(); ++i) found.push_back(contact_of(*parties[i].party, identities_[i]));
    if (auto saved = save(); !saved) return saved.error();
    return found;
  }

 private:
  Result<void> look_up(std::span<const PartyOf> parties) {
    std::vector<Identity> asked;
    for (const PartyOf& of : parties) {
      identities_.push_back(identities_of(*of.party, of.scope));
      std::ranges::copy(identities_.back(), std::back_inserter(asked));
    }
    std::ranges::sort(asked);
    asked.erase(std::ranges::unique(asked).begin(), asked.end());
    const auto owners = contacts_.find(asked);
    if (!owners) return owners.error();
    std::set<ContactId> known;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (!(*owners)[i]) continue;
      owner_.emplace(asked[i], *(*owners)[i]);
      known.insert(*(*owners)[i]);
    }
    const std::vector<ContactId> to_load{known.begin(), known.end()};
    auto loaded = contacts_.load(to_load);
    if (!loaded) return loaded.error();
    for (Contact& contact : *loaded) contact_.emplace(contact.id, std::move(contact));
    return {};
  }

  ContactId contact_of(const Party& party, const std::vector<Identity>& identities) {
    const auto by =
        std::ranges::find_if(identities, [&](const Identity& identity) { return owner_.contains(identity); });
    if (by == identities.end()) return create(party, identities);
    const ContactId id = owner_.at(*by);
    for (const Identity& identity : identities) {
      // An identity that is somebody else's stays theirs: a number that has passed to another person.
      if (owner_.emplace(identity, id).second) linked_.emplace_back(identity, id);
    }
    if (update_from(contact_[id], party) && !created_.contains(id)) changed_.insert(id);
    return id;
  }

  ContactId create(const Party& party, const std::vector<Identity>& identities) {
    const auto id = ids_.next<ContactId>();
    Contact contact;
    contact.id = id;
    update_from(contact, party);
    contact_.emplace(id, std::move(contact));
    created_.insert(id);
    for (const Identity& identity : identities) {
      owner_.emplace(identity, id);
      linked_.emplace_back(identity, id);
    }
    return id;
  }

  Result<void> save() {
    std::vector<NewContact> created;
    created.reserve(created_.size());
    for (const ContactId id : created_) created.push_back({contact_.at(id), {}, now_});
    if (auto done = contacts_.create(created); !done) return done;
    if (auto done = contacts_.link(linked_); !done) return done;
    std::vector<Contact> changed;
    changed.reserve(changed_.size());
    for (const ContactId id : changed_) changed.push_back(contact_.at(id));
    return contacts_.save(changed);
  }

  Contacts& contacts_;
  IdSource& ids_;
  UtcMs now_;
  std::vector<std::vector<Identity>> identities_;
  std::map<Identity, ContactId> owner_;
  std::unordered_map<ContactId, Contact> contact_;
  std::set<ContactId> created_;
  std::set<ContactId> changed_;
  std::vector<std::pair<Identity, ContactId>> linked_;
};

}  // namespace

Result<std::vector<ContactId>> find_contacts(Contacts& contacts, std::span<const PartyOf> parties, IdSource& ids,
                                             UtcMs now) {
  return ContactBatch{contacts, ids, now}(parties);
}

}  // namespace recado
