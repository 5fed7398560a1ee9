// The simulator: plays the provider over HTTP, beside a server (serve --sandbox) or alone (simulate), and in tests.
// docs/simulator.md says what it does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"

namespace recado::simulator {

struct SimulatorOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;            // 0: any free one
  std::filesystem::path state_file;  // empty: memory only
};

class Simulator {
 public:
  explicit Simulator(SimulatorOptions options);
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  // Reads the state file, binds, answers, and takes up the webhooks that were left. Errors: unavailable.
  Result<void> start();
  std::uint16_t port() const;
  // Once; the destructor does it otherwise.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recado::simulator
