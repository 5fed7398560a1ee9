#include "app/sign_in.h"

#include "base/crypto.h"

namespace recado {

namespace {

// Verified when the e-mail is unknown, so that the time of an answer does not tell who has an account.
const std::string& nobodys_hash() {
  static const std::string hash = crypto::hash_password("nobody's password");
  return hash;
}

}  // namespace

SignIn::SignIn(Accounts& accounts, const Clock& clock) : accounts_(accounts), clock_(clock) {}

Result<SignedIn> SignIn::operator()(const std::string& email, const std::string& password,
                                    const std::string& remote_address) {
  const std::string canonical = canonical_email(email).value_or("");
  const std::string who = remote_address + " " + canonical;
  if (auto admitted = admit(who); !admitted) return admitted.error();
  const auto credentials = accounts_.credentials(canonical);
  if (!credentials) return credentials.error();
  const bool known = credentials->has_value();
  const bool right = crypto::verify_password(known ? (*credentials)->password_hash : nobodys_hash(), password);
  if (!known || !right) {
    failed(who);
    Error error = unauthorized("The e-mail or the password is wrong.", "Check both and try again.");
    error.reason = "wrong_credentials";
    return error;
  }
  SignedIn in;
  in.token = crypto::random_token("rs_");
  const UtcMs now = clock_.now();
  in.session = {crypto::sha256_hex(in.token), (*credentials)->person, (*credentials)->workspace, now,
                now + k_session_length};
  if (auto opened = accounts_.open_session(in.session); !opened) return opened.error();
  const std::scoped_lock lock{mutex_};
  failures_.erase(who);
  return in;
}

Result<void> SignIn::admit(const std::string& who) {
  const UtcMs now = clock_.now();
  const std::scoped_lock lock{mutex_};
  for (auto at = failures_.begin(); at != failures_.end();) {
    auto& times = at->second;
    while (!times.empty() && times.front() + k_sign_in_period <= now) times.pop_front();
    at = times.empty() ? failures_.erase(at) : std::next(at);
  }
  const auto at = failures_.find(who);
  if (at == failures_.end() || static_cast<int>(at->second.size()) < k_sign_in_tries) return {};
  const auto wait = std::chrono::ceil<std::chrono::seconds>(at->second.front() + k_sign_in_period - now);
  Error error = too_many("Too many failed attempts to sign in.",
                         "Wait " + std::to_string(wait.count()) + " seconds and try again.");
  error.facts.emplace_back("retry_after_seconds", std::to_string(wait.count()));
  return error;
}

void SignIn::failed(const std::string& who) {
  const std::scoped_lock lock{mutex_};
  failures_[who].push_back(clock_.now());
}

}  // namespace recado
