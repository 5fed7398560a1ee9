#include "net/router.h"

#include <algorithm>
#include <stdexcept>

#include "net/percent.h"

namespace recado::net {

struct Router::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> any;
  std::vector<Route> here;
  std::vector<Route> rest;  // "{name...}" below this node
};

namespace {

struct Segment {
  std::string_view text;
  std::string_view remaining;
  bool last = false;
};

// `path` has lost its leading "/".
Segment first_segment(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return {path, {}, true};
  return {path.substr(0, slash), path.substr(slash + 1), false};
}

[[noreturn]] void refuse_pattern(std::string_view pattern, const char* why) {
  throw std::logic_error("route " + std::string{pattern} + " " + why);
}

class Search {
 public:
  Search(std::string_view method, Wants wants) : method_(method), wants_(wants) {}

  // True when one of the routes takes the request.
  bool take(const std::vector<Route>& routes) {
    if (wants_ == Wants::socket) {
      const auto socket = std::ranges::find(routes, std::string_view{}, &Route::method);
      if (socket != routes.end()) return found(*socket);
    }
    const Route* get = nullptr;
    for (const Route& route : routes) {
      if (route.method.empty()) {
        socket_seen_ = true;
        continue;
      }
      if (route.method == method_) return found(route);
      if (route.method == "GET") get = &route;
      if (std::ranges::find(allowed_, route.method) == allowed_.end()) allowed_.push_back(route.method);
    }
    return get != nullptr && method_ == "HEAD" && found(*get);
  }

  void push(std::string_view raw_segment) { values_.push_back(raw_segment); }
  void pop() { values_.pop_back(); }

  RouteMatch result() && {
    RouteMatch match;
    match.route = route_;
    if (route_ == nullptr) {
      for (const auto method : allowed_) {
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += method;
        if (method == "GET") match.allow += ", HEAD";
      }
      match.socket_only = socket_seen_ && allowed_.empty();
      return match;
    }
    match.args.reserve(values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) {
      match.args.emplace_back(route_->arg_names[i], decode_path(values_[i]).value_or(std::string{}));
    }
    return match;
  }

 private:
  bool found(const Route& route) {
    route_ = &route;
    return true;
  }

  std::string_view method_;
  Wants wants_;
  const Route* route_ = nullptr;
  std::vector<std::string_view> values_;
  std::vector<std::string_view> allowed_;
  bool socket_seen_ = false;
};

bool same_segment(const std::string& literal, std::string_view raw) {
  if (literal == raw) return true;
  return raw.find('%') != std::string_view::npos && decode_path(raw) == literal;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(std::string method, std::string_view pattern, RouteTarget target) {
  if (!pattern.starts_with('/')) refuse_pattern(pattern, "does not begin with /");
  Route route{std::move(method), std::string{pattern}, {}, std::move(target)};
  Node* node = root_.get();
  std::vector<Route>* place = nullptr;
  for (std::string_view path = pattern.substr(1); place == nullptr;) {
    const Segment segment = first_segment(path);
    path = segment.remaining;
    if (segment.text.starts_with('{') && segment.text.ends_with("...}")) {
      if (!segment.last) refuse_pattern(pattern, "goes on after the rest of the path");
      route.arg_names.emplace_back(segment.text.substr(1, segment.text.size() - 5));
      place = &node->rest;
      break;
    }
    if (segment.text.starts_with('{') && segment.text.ends_with('}')) {
      route.arg_names.emplace_back(segment.text.substr(1, segment.text.size() - 2));
      if (!node->any) node->any = std::make_unique<Node>();
      node = node->any.get();
    } else {
      const auto known = std::ranges::find(node->literals, segment.text,
                                           [](const auto& child) -> std::string_view { return child.first; });
      if (known != node->literals.end()) {
        node = known->second.get();
      } else {
        node = node->literals.emplace_back(std::string{segment.text}, std::make_unique<Node>()).second.get();
      }
    }
    if (segment.last) place = &node->here;
  }
  const auto taken = [&route](const Route& other) { return other.method == route.method; };
  if (std::ranges::any_of(*place, taken)) refuse_pattern(pattern, "is registered twice");
  place->push_back(std::move(route));
}

RouteMatch Router::find(std::string_view method, std::string_view raw_path, Wants wants) const {
  Search search{method, wants};
  // As deep as the patterns, whatever the path.
  const auto visit = [&search](const auto& self, const Node& node, std::string_view path) -> bool {
    const Segment segment = first_segment(path);
    const auto descend = [&](const Node& child) {
      return segment.last ? search.take(child.here) : self(self, child, segment.remaining);
    };
    for (const auto& [literal, child] : node.literals) {
      if (same_segment(literal, segment.text) && descend(*child)) return true;
    }
    if (node.any && !segment.text.empty()) {
      search.push(segment.text);
      if (descend(*node.any)) return true;
      search.pop();
    }
    if (node.rest.empty()) return false;
    search.push(path);
    if (search.take(node.rest)) return true;
    search.pop();
    return false;
  };
  if (raw_path.starts_with('/')) visit(visit, *root_, raw_path.substr(1));
  return std::move(search).result();
}

}  // namespace recado::net
