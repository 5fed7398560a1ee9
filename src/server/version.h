// The program's version: said by `recado version`, the API and the log.
#pragma once

#include <string_view>

namespace recado::server {

constexpr std::string_view k_version = "0.1.0";

}  // namespace recado::server
