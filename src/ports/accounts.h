// People, sessions and keys. What signs in is kept as a hash only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/people.h"

namespace recado {

struct Workspace {
  WorkspaceId id;
  std::string name;
};

struct Credentials {
  PersonId person;
  WorkspaceId workspace;  // the first the person joined
  std::string password_hash;
};

// Who asks: a member by session, or a key (then `member` is none).
struct Caller {
  WorkspaceId workspace;
  Role role = Role::agent;
  std::optional<PersonId> person;
  std::optional<ApiKeyId> key;
};

struct Session {
  std::string token_hash;
  PersonId person;
  WorkspaceId workspace;
  UtcMs created_at{};
  UtcMs expires_at{};
};

struct NewWorkspace {
  Workspace workspace;
  Person owner;
  std::string password_hash;
  ApiKeyId key;
  std::string key_hash;
  UtcMs created_at{};
};

class Accounts {
 public:
  virtual ~Accounts() = default;
  virtual Result<void> create_workspace(const NewWorkspace& made) = 0;
  virtual Result<std::optional<WorkspaceId>> first_workspace() = 0;
  virtual Result<std::optional<Workspace>> workspace(WorkspaceId id) = 0;
  virtual Result<std::optional<Credentials>> credentials(const std::string& email) = 0;

  virtual Result<void> open_session(const Session& session) = 0;
  virtual Result<void> close_session(const std::string& token_hash) = 0;
  virtual Result<std::optional<Caller>> caller_by_session(const std::string& token_hash, UtcMs now) = 0;
  virtual Result<std::optional<Caller>> caller_by_key(const std::string& key_hash) = 0;

  virtual Result<std::vector<Member>> members(WorkspaceId workspace) = 0;
  virtual Result<void> set_language(PersonId person, const std::optional<std::string>& language) = 0;
};

}  // namespace recado
