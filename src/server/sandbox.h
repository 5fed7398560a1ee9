// The simulator beside the server, and demo numbers in the database that are connected to it, one of each provider that it
// plays (serve --sandbox).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/routes.h"
#include "app/connection_directory.h"
#include "base/clock.h"
#include "server/config.h"
#include "server/stores.h"
#include "simulator/simulator.h"

namespace recado::server {

class Sandbox {
 public:
  Sandbox(const Config& config, Stores& stores, ConnectionDirectory& directory, IdSource& ids, const Clock& clock);

  // Starts the simulator, and makes the demo connections or points them at the simulator's port.
  Result<void> start();
  // Tells the simulator the numbers' secrets and where their webhooks go; makes customers when there are none.
  // server_url: "http://127.0.0.1:8080"
  Result<void> introduce(net::HttpClient& http, const std::string& server_url);
  void stop() { simulator_.stop(); }

  std::string url() const;
  api::Sandbox facts() const;

 private:
  KnownConnection new_demo(Provider provider, WorkspaceId workspace);
  Result<void> point_here(KnownConnection& demo);

  const Config& config_;
  Stores& stores_;
  ConnectionDirectory& directory_;
  IdSource& ids_;
  const Clock& clock_;
  simulator::Simulator simulator_;
  std::vector<KnownConnection> demos_;
};

// "http://127.0.0.1:8080"; an address that listens everywhere is reached by the loopback.
std::string local_url(const std::string& address, std::uint16_t port);

}  // namespace recado::server
