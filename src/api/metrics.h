// The figures of the api layer in the program's registry, and /metrics, which shows all of the registry.
#pragma once

#include <memory>
#include <string>

#include "api/live_hub.h"
#include "net/server.h"

namespace prometheus {
class Registry;
}

namespace recado::api {

class Metrics {
 public:
  Metrics(prometheus::Registry& registry, const net::Server& server, const LiveHub& live_hub);
  ~Metrics();

  void receipt_accepted();
  void receipt_refused();
  void message_queued();

  // Everything in Prometheus' text format.
  std::string text();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::api
