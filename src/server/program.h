// The whole program as `recado serve` and the tests run it: opened, wired, started, and stopped without loss.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "server/config.h"

namespace recado::server {

class Program {
 public:
  Program(Config config, const Clock& clock);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Errors: not_found when nothing is initialised; invalid for the key's file; unavailable for the database and the ports.
  Result<void> start();
  // Takes no more, finishes what is under way, leaves the rest to the next start. Once; the destructor does it otherwise.
  void stop();

  std::string url() const;            // "http://127.0.0.1:8080"
  std::string simulator_url() const;  // empty without a sandbox

 private:
  struct Parts;
  Result<void> start_server();

  Config config_;
  const Clock& clock_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recado::server
