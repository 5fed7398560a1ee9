#include "app/authenticate.h"

#include "base/crypto.h"

namespace recado {

namespace {

Result<Caller> or_unauthorized(Result<std::optional<Caller>> found, std::string message, std::string next_step) {
  if (!found) return found.error();
  if (!*found) return unauthorized(std::move(message), std::move(next_step));
  return **found;
}

}  // namespace

Result<Caller> Authenticate::by_session(const std::string& token) {
  return or_unauthorized(accounts_.caller_by_session(crypto::sha256_hex(token), clock_.now()),
                         "You are not signed in, or your session has ended.", "Sign in.");
}

Result<Caller> Authenticate::by_key(const std::string& key) {
  return or_unauthorized(accounts_.caller_by_key(crypto::sha256_hex(key)), "This API key is not known.",
                         "Use a key of this server that has not been removed.");
}

}  // namespace recado
