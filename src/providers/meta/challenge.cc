#include "providers/meta/challenge.h"

#include "base/crypto.h"

namespace recado::meta {

std::optional<std::string> answer_challenge(const net::Query& query, std::string_view verify_token) {
  const auto mode = query.get("hub.mode");
  const auto token = query.get("hub.verify_token");
  const auto challenge = query.get("hub.challenge");
  if (verify_token.empty() || !token || !crypto::equal_in_constant_time(*token, verify_token)) return {};
  if (mode != "subscribe" || !challenge || challenge->empty()) return {};
  return std::string{*challenge};
}

}  // namespace recado::meta
