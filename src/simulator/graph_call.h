// One call of the Graph API: the version, the path, the token and the parameters, however the client spelled them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/http.h"
#include "simulator/graph_error.h"
#include "simulator/world.h"

namespace recado::simulator {

struct GraphCall {
  std::string method;
  int version = 0;                // 24 of "v24.0"; 0 when the path has none
  std::vector<std::string> path;  // without the version and empty segments
  std::string token;              // of the Authorization header or the query
  std::string parameters;         // query and body as one JSON object; the body wins
  std::string_view provider;      // whose numbers are behind the door that the call came through
  const net::Request& http;

  std::string_view node() const { return path.empty() ? std::string_view{} : std::string_view{path[0]}; }
  std::string_view edge() const { return path.size() < 2 ? std::string_view{} : std::string_view{path[1]}; }
};

// `provider` outlives the call.
GraphCall read_graph_call(const net::Request& request, std::string_view provider);

// The number whose token this is. Errors: no or an unknown token; 100/33 for a number of somebody else.
GraphResult<Number> authorised_number(const World& world, const GraphCall& call, const std::string& number_id);
// All numbers of the account that the token reaches, at least one.
GraphResult<std::vector<Number>> authorised_account(const World& world, const GraphCall& call,
                                                    const std::string& account_id);

net::Response json_response(std::string json);
net::Response success_response();

// Members of a node, to be narrowed by ?fields=. A name that the node does not have is error 100.
struct NodeField {
  std::string name;
  std::string json;
  bool by_default = true;
};
GraphResult<std::string> node_json(const std::vector<NodeField>& members, std::string_view fields,
                                   std::string_view node_type);
std::string fields_of(const GraphCall& call);

}  // namespace recado::simulator
