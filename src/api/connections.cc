// The numbers of the workspace. Their secrets never come near here.
#include <utility>

#include "api/endpoints.h"
#include "api/views.h"

namespace recado::api {

MemberEndpoint list_connections(const ConnectionDirectory& directory) {
  return [&directory](const Caller& caller, const net::Request&) -> Answer {
    JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const auto& known : directory.of_workspace(caller.workspace)) write_view(json, known->connection);
    json.end_array().end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api
