// Whether the program answers, and whether it can take work.
#include <utility>

#include "api/endpoints.h"

namespace recado::api {
namespace {

net::Response fine(const std::string& version) {
  JsonWriter json;
  json.begin_object().member("status", "ok").member("version", version).end_object();
  return json_answer(200, std::move(json));
}

}  // namespace

Endpoint health(std::string version) {
  return [version = std::move(version)](const net::Request&) -> Answer { return fine(version); };
}

Endpoint readiness(std::function<bool()> ready, std::string version) {
  return [ready = std::move(ready), version = std::move(version)](const net::Request&) -> Answer {
    if (ready()) return fine(version);
    return unavailable("Recado cannot take work now: its database cannot be reached, or it is about to end.",
                       "Look at the server's log.");
  };
}

}  // namespace recado::api
