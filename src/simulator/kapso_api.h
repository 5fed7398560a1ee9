// Kapso's side of the simulator: the platform API, and the proxy that lets Graph calls through to the numbers of a project.
#pragma once

#include "net/server.h"
#include "simulator/faults.h"
#include "simulator/graph_api.h"
#include "simulator/kapso_call.h"
#include "simulator/ledger.h"
#include "simulator/task_pool.h"

namespace recado::simulator {

class KapsoApi {
 public:
  KapsoApi(GraphApi& graph, Ledger& ledger, TaskPool& tasks, FaultBox& faults)
      : graph_(graph), ledger_(ledger), tasks_(tasks), faults_(faults) {}

  void add_routes(net::Server& server);

 private:
  net::Response platform(const net::Request& request);
  void proxy(const net::Request& request, const net::Respond& respond);

  GraphApi& graph_;
  Ledger& ledger_;
  TaskPool& tasks_;
  FaultBox& faults_;
};

}  // namespace recado::simulator
