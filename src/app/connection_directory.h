// The numbers of all workspaces, in memory: asked for every webhook and every send, changed rarely. Safe to share.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/connections.h"

namespace recado {

class ConnectionDirectory {
 public:
  explicit ConnectionDirectory(Connections& connections) : connections_(connections) {}

  // Reads all of them anew; to be called at the start and after a change.
  Result<void> reload();

  using Known = std::shared_ptr<const KnownConnection>;
  Known find(ConnectionId id) const;  // null when there is none
  Known find_by_number(Provider provider, std::string_view number_id) const;
  // One connection for each different app secret of a provider: what a shared webhook address may be signed with.
  std::vector<Known> signers(Provider provider) const;
  // False when its secret signs for other numbers of the provider too.
  bool signs_for_one(const KnownConnection& connection) const;
  std::vector<Known> all() const { return *snapshot(); }
  std::vector<Known> of_workspace(WorkspaceId workspace) const;

 private:
  using Snapshot = std::vector<Known>;
  std::shared_ptr<const Snapshot> snapshot() const;

  Connections& connections_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_ = std::make_shared<Snapshot>();
};

}  // namespace recado
