// Who asks: the session cookie or an API key becomes a Caller.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "ports/accounts.h"

namespace recado {

class Authenticate {
 public:
  Authenticate(Accounts& accounts, const Clock& clock) : accounts_(accounts), clock_(clock) {}

  // At most one of them is given; nothing is `unauthorized`.
  Result<Caller> by_session(const std::string& token);
  Result<Caller> by_key(const std::string& key);

 private:
  Accounts& accounts_;
  const Clock& clock_;
};

}  // namespace recado
