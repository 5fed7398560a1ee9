// What differs between the servers that speak the Graph API: Meta's own, and proxies in front of it. The paths below the
// version, the bodies and the answers to a success are the same.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "domain/send.h"
#include "net/http.h"

namespace recado::meta {

struct GraphDialect {
  std::string_view version_path;  // "/v22.0": what stands between the base URL and the number's id
  std::string_view key_header;    // "Authorization"
  std::string_view key_prefix;    // "Bearer "; before the key in that header
  std::string_view key_name;      // "access token"; how people call the key
  // What an answer to a send means.
  SendOutcome (*outcome)(const net::Response& response);
  // Ends of the names of hosts that keep files and are given the key too.
  std::array<std::string_view, 3> file_hosts{};
};

extern const GraphDialect k_graph;

}  // namespace recado::meta
