#include "app/create_workspace.h"

#include "base/crypto.h"

namespace recado {

namespace {

constexpr std::size_t k_longest_name = 100;

Result<void> check(const WorkspaceRequest& request) {
  if (request.name.empty() || request.name.size() > k_longest_name) {
    return invalid("workspace_name", "A workspace name has 1 to 100 bytes.", "Give it another name.");
  }
  if (!canonical_email(request.owner_email)) {
    return invalid("email", "\"" + request.owner_email + "\" is no e-mail address.",
                   "Give one such as ana@example.com.");
  }
  const std::size_t length = request.password.size();
  if (length != 0 && (length < k_shortest_password || length > k_longest_password)) {
    return invalid("password", "A password has 10 to 1,024 bytes.", "Choose another, or leave it out and one is made.");
  }
  return {};
}

}  // namespace

Result<CreatedWorkspace> CreateWorkspace::operator()(const WorkspaceRequest& request) {
  if (auto fine = check(request); !fine) return fine.error();
  const auto first = accounts_.first_workspace();
  if (!first) return first.error();
  if (*first) return conflict("There is a workspace already.", "Sign in to it, or use an empty database.");

  CreatedWorkspace created;
  created.workspace = ids_.next<WorkspaceId>();
  created.owner = ids_.next<PersonId>();
  created.email = canonical_email(request.owner_email).value_or("");
  created.password = request.password.empty() ? crypto::to_base64url(crypto::random_bytes(15)) : request.password;
  created.api_key = crypto::random_token("rk_");

  NewWorkspace made;
  made.workspace = {created.workspace, request.name};
  made.owner = {created.owner, created.email, request.owner_name.empty() ? created.email : request.owner_name, {}};
  made.password_hash = crypto::hash_password(created.password);
  made.key = ids_.next<ApiKeyId>();
  made.key_hash = crypto::sha256_hex(created.api_key);
  made.created_at = clock_.now();
  if (auto done = accounts_.create_workspace(made); !done) return done.error();
  return created;
}

}  // namespace recado
