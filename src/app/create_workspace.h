// The first workspace of a new installation, its owner and an API key. The secrets are returned once and kept as hashes.
#pragma once

#include <string>

#include "base/clock.h"
#include "ports/accounts.h"

namespace recado {

struct WorkspaceRequest {
  std::string name;
  std::string owner_email;
  std::string owner_name;
  std::string password;  // empty: one is made
};

struct CreatedWorkspace {
  WorkspaceId workspace;
  PersonId owner;
  std::string email;
  std::string password;
  std::string api_key;
};

class CreateWorkspace {
 public:
  CreateWorkspace(Accounts& accounts, IdSource& ids, const Clock& clock)
      : accounts_(accounts), ids_(ids), clock_(clock) {}

  // Errors: invalid (field "email", "password" or "workspace_name"); conflict when there is a workspace already.
  Result<CreatedWorkspace> operator()(const WorkspaceRequest& request);

 private:
  Accounts& accounts_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
