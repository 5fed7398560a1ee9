// The simulator beside the server, and a demo number in the database that is connected to it (serve --sandbox).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

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

  // Starts the simulator, and makes the demo connection or points it at the simulator's port.
  Result<void> start();
  // Tells the simulator the number's secrets and where its webhooks go; makes customers when there are none.
  // server_url: "http://127.0.0.1:8080"
  Result<void> introduce(net::HttpClient& http, const std::string& server_url);
  void stop() { simulator_.stop(); }

  std::string url() const;
  api::Sandbox facts() const;

 private:
  Result<void> ensure_connection();

  const Config& config_;
  Stores& stores_;
  ConnectionDirectory& directory_;
  IdSource& ids_;
  const Clock& clock_;
  simulator::Simulator simulator_;
  KnownConnection demo_;
};

// "http://127.0.0.1:8080"; an address that listens everywhere is reached by the loopback.
std::string local_url(const std::string& address, std::uint16_t port);

}  // namespace recado::server
