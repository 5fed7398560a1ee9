// The members of the workspace.
#include <utility>

#include "api/endpoints.h"
#include "api/views.h"

namespace recado::api {

MemberEndpoint list_people(Accounts& accounts) {
  return [&accounts](const Caller& caller, const net::Request&) -> Answer {
    const auto members = accounts.members(caller.workspace);
    if (!members) return members.error();
    JsonWriter json;
    json.begin_object();
    write_items(json, *members);
    json.end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api
