// recado simulate: the simulator alone, for any program that speaks to the provider's API. main calls it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace recado::server {

struct SimulateOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;            // 0: any free one
  std::filesystem::path state_file;  // empty: memory only
};

// Writes {"simulator":"http://…"} and a line end to standard output when it answers, and runs until SIGTERM or SIGINT.
// Called before any thread is started. Gives the exit status.
int run_simulate(const SimulateOptions& options);

}  // namespace recado::server
