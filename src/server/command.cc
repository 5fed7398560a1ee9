#include "server/command.h"

#include <iostream>

namespace recado::server {

int report(const Error& error, int status) {
  std::cerr << "recado: " << error.message << '\n';
  if (!error.next_step.empty()) std::cerr << error.next_step << '\n';
  return status;
}

}  // namespace recado::server
