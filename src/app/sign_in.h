// Signing in with e-mail and password. Guessing is slowed: five failures for an address and e-mail in 15 minutes, then none
// is tried until the oldest of them is 15 minutes old.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "ports/accounts.h"

namespace recado {

constexpr int k_sign_in_tries = 5;
constexpr DurationMs k_sign_in_period = std::chrono::minutes{15};

struct SignedIn {
  std::string token;  // for the cookie; kept only as a hash
  Session session;
};

class SignIn {
 public:
  SignIn(Accounts& accounts, const Clock& clock);

  // Errors: unauthorized (the same words for an unknown e-mail and a wrong password); too_many.
  Result<SignedIn> operator()(const std::string& email, const std::string& password, const std::string& remote_address);

 private:
  Result<void> admit(const std::string& who);
  void failed(const std::string& who);

  Accounts& accounts_;
  const Clock& clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::deque<UtcMs>> failures_;
};

}  // namespace recado
