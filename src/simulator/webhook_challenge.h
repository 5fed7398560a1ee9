// The handshake of a callback: the provider asks the address for its challenge before it believes in it.
#pragma once

#include <functional>
#include <string>

#include "net/http_client.h"
#include "simulator/graph_error.h"

namespace recado::simulator {

struct ChallengeOutcome {
  bool passed = false;
  int status = 0;  // 0: no answer
};

using Challenge = std::function<ChallengeOutcome(const std::string& url, const std::string& verify_token)>;

// GET with hub.mode, hub.verify_token and hub.challenge; passed when the answer is 200 with just the challenge.
ChallengeOutcome challenge_webhook(net::HttpClient& client, const std::string& url, const std::string& verify_token);
GraphError challenge_failed(const ChallengeOutcome& outcome);

}  // namespace recado::simulator
