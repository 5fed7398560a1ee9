// The provider's side of the simulator: takes every path that is not the control API's and answers as Graph would.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/clock.h"
#include "net/http_client.h"
#include "net/server.h"
#include "simulator/faults.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"
#include "simulator/task_pool.h"

namespace recado::simulator {

class GraphApi {
 public:
  GraphApi(Ledger& ledger, FaultBox& faults, MediaShelf& media, TaskPool& tasks, std::function<std::uint16_t()> port)
      : ledger_(ledger), faults_(faults), media_(media), tasks_(tasks), port_(std::move(port)) {}

  void add_routes(net::Server& server);

 private:
  void answer(const net::Request& request, const net::Respond& respond);
  net::Response answer_node(const struct GraphCall& call);
  std::string base_url(const net::Request& request) const;

  Ledger& ledger_;
  FaultBox& faults_;
  MediaShelf& media_;
  TaskPool& tasks_;
  std::function<std::uint16_t()> port_;
  SystemClock clock_;
  net::HttpClient client_;  // for the challenges of new callbacks
};

}  // namespace recado::simulator
