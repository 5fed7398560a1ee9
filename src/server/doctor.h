// What `recado doctor` looks at: each check says what it found and, unless all is well, what to do.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "server/config.h"

namespace recado::server {

struct Finding {
  enum class Grade { ok, warn, fail };
  Grade grade = Grade::ok;
  std::string name;
  std::string what;
  std::string what_to_do;  // empty when all is well

  std::string line() const;  // "ok name: what, what to do"
};

// In the order in which they depend on each other; a check that cannot be made without a failed one is left out. Changes
// nothing but a row that it writes and removes again.
std::vector<Finding> examine(const Config& config, const Clock& clock);

}  // namespace recado::server
