#include "simulator/graph_call.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/json_writer.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// 24 of "v24.0" and of "v24"; 0 for anything else.
int version_of(const std::string& segment) {
  if (segment.size() < 2 || segment[0] != 'v' || segment[1] < '0' || segment[1] > '9') return 0;
  return std::atoi(segment.c_str() + 1);
}

std::string token_of(const net::Request& request) {
  const std::string_view header = request.headers.get("Authorization");
  for (const std::string_view scheme : {"Bearer ", "bearer ", "OAuth "}) {
    if (header.starts_with(scheme)) return std::string{header.substr(scheme.size())};
  }
  return std::string{request.query.get("access_token").value_or("")};
}

std::string merged_parameters(const net::Request& request) {
  boost::json::object merged;
  for (const auto& [name, value] : request.query.all()) merged[name] = value;
  const std::string_view type = request.headers.get("Content-Type");
  if (type.starts_with("multipart/")) return boost::json::serialize(merged);
  // By its looks rather than its type: clients say form and send JSON.
  if (const auto body = read_object(request.body)) {
    for (const auto& [name, value] : *body) merged[name] = value;
  } else if (type.starts_with("application/x-www-form-urlencoded")) {
    const auto form = net::Query::parse(request.body);
    for (const auto& [name, value] : form.all()) merged[name] = value;
  }
  return boost::json::serialize(merged);
}

bool opens(const Number& number, const GraphCall& call) {
  return number.provider == call.provider && (number.access_token.empty() || number.access_token == call.token);
}

// Why a token opens nothing at all; empty when it opens some number.
GraphResult<void> check_token(const World& world, const GraphCall& call) {
  if (call.token.empty()) return std::unexpected(token_missing());
  const bool known = std::ranges::any_of(world.numbers, [&](const auto& each) { return opens(each.second, call); });
  if (!known) return std::unexpected(token_invalid());
  return {};
}

}  // namespace

GraphCall read_graph_call(const net::Request& request, std::string_view provider) {
  GraphCall call{.method = request.method, .provider = provider, .http = request};
  call.path = split(request.path, '/');
  if (!call.path.empty()) call.version = version_of(call.path[0]);
  if (call.version > 0) call.path.erase(call.path.begin());
  call.token = token_of(request);
  call.parameters = merged_parameters(request);
  return call;
}

GraphResult<Number> authorised_number(const World& world, const GraphCall& call, const std::string& number_id) {
  if (auto known = check_token(world, call); !known) return std::unexpected(known.error());
  const Number* number = find_number(world, number_id);
  if (!number || !opens(*number, call)) return std::unexpected(object_missing(call.method, number_id));
  return *number;
}

GraphResult<std::vector<Number>> authorised_account(const World& world, const GraphCall& call,
                                                    const std::string& account_id) {
  if (auto known = check_token(world, call); !known) return std::unexpected(known.error());
  std::vector<Number> numbers;
  for (const auto& [id, number] : world.numbers) {
    if (number.account_id == account_id && opens(number, call)) numbers.push_back(number);
  }
  if (numbers.empty()) return std::unexpected(object_missing(call.method, account_id));
  return numbers;
}

net::Response json_response(std::string json) {
  net::Response response;
  response.headers.set("Content-Type", "application/json; charset=UTF-8");
  response.headers.set("facebook-api-version", "v24.0");
  response.body = std::move(json);
  return response;
}

net::Response success_response() { return json_response(R"({"success":true})"); }

namespace {

// "a,b{c,d}" without its sub-selections, "a,b": they get the whole member.
std::string top_level(std::string_view fields) {
  std::string out;
  int depth = 0;
  for (const char c : fields) {
    if (c == '{' || c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == '}' || c == ')') --depth;
  }
  return out;
}

}  // namespace

GraphResult<std::string> node_json(const std::vector<NodeField>& members, std::string_view fields,
                                   std::string_view node_type) {
  std::set<std::string> wanted;
  for (const auto& name : split(top_level(fields), ',')) wanted.insert(name.substr(0, name.find('.')));
  JsonWriter out;
  out.begin_object();
  for (const auto& member : members) {
    const bool chosen = wanted.erase(member.name) > 0 || member.name == "id";
    if (fields.empty() ? member.by_default : chosen) out.key(member.name).raw(member.json);
  }
  if (!wanted.empty()) {
    return std::unexpected(GraphError{.code = 100,
                                      .message = "Tried accessing nonexisting field (" + *wanted.begin() +
                                                 ") on node type (" + std::string{node_type} + ")"});
  }
  out.end_object();
  return std::move(out).text();
}

std::string fields_of(const GraphCall& call) { return std::string{call.http.query.get("fields").value_or("")}; }

}  // namespace recado::simulator
