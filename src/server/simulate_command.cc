#include "server/simulate_command.h"

#include <csignal>
#include <cstdio>

#include "base/json_writer.h"
#include "base/log.h"
#include "simulator/simulator.h"

namespace recado::server {

namespace {

std::string url_of(const std::string& address, std::uint16_t port) {
  const bool everywhere = address == "0.0.0.0" || address == "::";
  const std::string host = everywhere ? "127.0.0.1" : address.find(':') == address.npos ? address : "[" + address + "]";
  return "http://" + host + ":" + std::to_string(port);
}

}  // namespace

int run_simulate(const SimulateOptions& options) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  // Blocked before the first thread, so that every thread inherits it and only sigwait sees them.
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  simulator::Simulator simulator({.address = options.address, .port = options.port, .state_file = options.state_file});
  if (auto started = simulator.start(); !started) {
    log::error("simulator_not_started", {{"why", started.error().message}, {"next_step", started.error().next_step}});
    return 1;
  }
  JsonWriter line;
  line.begin_object().member("simulator", url_of(options.address, simulator.port())).end_object();
  std::puts(line.text().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  simulator.stop();
  return 0;
}

}  // namespace recado::server
