// The way from the web application to the simulator's control API. Calls may wait for 25 s (a phone that waits for news), so
// they have threads of their own and do not starve the others.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "api/door.h"
#include "api/routes.h"
#include "net/http_client.h"
#include "net/worker_pool.h"

namespace recado::api {

MemberEndpoint get_sandbox(std::optional<Sandbox> sandbox);

class SandboxProxy : public std::enable_shared_from_this<SandboxProxy> {
 public:
  SandboxProxy(std::shared_ptr<const Gate> gate, net::HttpClient& http, std::optional<Sandbox> sandbox);

  // For every method of /v1/sandbox/{path...}. The handler keeps this alive.
  net::AsyncHandler handler();

 private:
  net::Response pass_on(const net::Request& request) const;
  Answer ask_simulator(const net::Request& request) const;

  std::shared_ptr<const Gate> gate_;
  net::HttpClient& http_;
  std::optional<Sandbox> sandbox_;
  net::WorkerPool calls_;
};

}  // namespace recado::api
