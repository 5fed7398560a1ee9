// The provider's side of the simulator: takes every path that is not the control API's and answers as Graph would.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "net/http_client.h"
#include "net/server.h"
#include "simulator/faults.h"
#include "simulator/graph_call.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"
#include "simulator/moved_clock.h"
#include "simulator/task_pool.h"

namespace recado::simulator {

class GraphApi {
 public:
  // Where the simulator listens, and what time it is there.
  struct Place {
    std::function<std::uint16_t()> port;
    const MovedClock& clock;
  };
  GraphApi(Ledger& ledger, FaultBox& faults, MediaShelf& media, TaskPool& tasks, Place place)
      : ledger_(ledger), faults_(faults), media_(media), tasks_(tasks), place_(std::move(place)) {}

  void add_routes(net::Server& server);
  // Answers one call on this thread; `provider`: whose numbers are behind the door that it came through.
  void answer(const net::Request& request, const net::Respond& respond, std::string_view provider);

 private:
  void answer_download(const GraphCall& call, const net::Respond& respond);
  net::Response answer_node(const struct GraphCall& call);
  std::string base_url(const net::Request& request) const;

  Ledger& ledger_;
  FaultBox& faults_;
  MediaShelf& media_;
  TaskPool& tasks_;
  Place place_;
  net::HttpClient client_;  // for the challenges of new callbacks
};

}  // namespace recado::simulator
