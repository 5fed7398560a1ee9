// Finds the route of a request. Server fills it before the start; afterwards every io thread reads it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "net/server.h"

namespace recado::net {

using RouteTarget = std::variant<Handler, AsyncHandler, SocketHandler>;

struct Route {
  std::string method;  // empty for a WebSocket
  std::string pattern;
  std::vector<std::string> arg_names;
  RouteTarget target;
};

enum class Wants { answer, socket };

struct RouteMatch {
  const Route* route = nullptr;
  std::vector<std::pair<std::string, std::string>> args;
  // When there is no route: what the path would take. Both empty: the path is unknown.
  std::string allow;
  bool socket_only = false;
};

class Router {
 public:
  Router();
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  // Throws std::logic_error for a pattern that is malformed or taken: a mistake in the program.
  void add(std::string method, std::string_view pattern, RouteTarget target);

  // A literal segment goes before "{name}", that before "{name...}". HEAD takes the route of GET. Segments are taken
  // from the path as it came, so that an escaped "/" stays within its segment.
  RouteMatch find(std::string_view method, std::string_view raw_path, Wants wants) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

}  // namespace recado::net
