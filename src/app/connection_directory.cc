#include "app/connection_directory.h"

#include <algorithm>

namespace recado {

Result<void> ConnectionDirectory::reload() {
  auto all = connections_.all();
  if (!all) return all.error();
  auto fresh = std::make_shared<Snapshot>();
  for (KnownConnection& known : *all) fresh->push_back(std::make_shared<const KnownConnection>(std::move(known)));
  const std::scoped_lock lock{mutex_};
  snapshot_ = std::move(fresh);
  return {};
}

std::shared_ptr<const ConnectionDirectory::Snapshot> ConnectionDirectory::snapshot() const {
  const std::scoped_lock lock{mutex_};
  return snapshot_;
}

ConnectionDirectory::Known ConnectionDirectory::find(ConnectionId id) const {
  const auto all = snapshot();
  const auto at = std::ranges::find_if(*all, [&](const Known& known) { return known->connection.id == id; });
  return at == all->end() ? nullptr : *at;
}

ConnectionDirectory::Known ConnectionDirectory::find_by_number(Provider provider, std::string_view number_id) const {
  const auto all = snapshot();
  const auto at = std::ranges::find_if(*all, [&](const Known& known) {
    return known->connection.provider == provider && known->connection.number_id == number_id;
  });
  return at == all->end() ? nullptr : *at;
}

std::vector<ConnectionDirectory::Known> ConnectionDirectory::signers(Provider provider) const {
  const auto all = snapshot();
  std::vector<Known> signers;
  for (const Known& known : *all) {
    if (known->connection.provider != provider) continue;
    const bool seen = std::ranges::any_of(
        signers, [&](const Known& other) { return other->secrets.app_secret == known->secrets.app_secret; });
    if (!seen) signers.push_back(known);
  }
  return signers;
}

bool ConnectionDirectory::signs_for_one(const KnownConnection& connection) const {
  const auto all = snapshot();
  return std::ranges::count_if(*all, [&](const Known& known) {
           return known->connection.provider == connection.connection.provider &&
                  known->secrets.app_secret == connection.secrets.app_secret;
         }) == 1;
}

std::vector<ConnectionDirectory::Known> ConnectionDirectory::of_workspace(WorkspaceId workspace) const {
  const auto all = snapshot();
  std::vector<Known> own;
  std::ranges::copy_if(*all, std::back_inserter(own),
                       [&](const Known& known) { return known->connection.workspace == workspace; });
  return own;
}

}  // namespace recado
