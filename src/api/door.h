// Registers endpoints on the server: who may come in is said here, and what goes wrong becomes a problem document.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/answer.h"
#include "api/auth.h"
#include "net/server.h"

namespace recado::api {

using Endpoint = std::function<Answer(const net::Request&)>;
using MemberEndpoint = std::function<Answer(const Caller&, const net::Request&)>;

class Door {
 public:
  Door(net::Server& server, std::shared_ptr<const Gate> gate) : server_(server), gate_(std::move(gate)) {}

  void anyone(std::string method, const std::string& pattern, Endpoint endpoint);
  void member(std::string method, const std::string& pattern, MemberEndpoint endpoint);
  void admin(std::string method, const std::string& pattern, MemberEndpoint endpoint);

 private:
  net::Server& server_;
  std::shared_ptr<const Gate> gate_;
};

}  // namespace recado::api
