// Why a request is not taken, before any handler has seen it.
#pragma once

#include <string_view>

namespace recado::net {

struct Refusal {
  int status;
  std::string_view message;  // lives as long as the program
};

}  // namespace recado::net
