// The control API: by it a person, at the phone in the web application, or a test plays the customer and asks for faults.
// Described in docs/simulator.md.
#pragma once

#include "net/http_client.h"
#include "net/server.h"
#include "simulator/courier.h"
#include "simulator/faults.h"
#include "simulator/ledger.h"
#include "simulator/moved_clock.h"
#include "simulator/thread_watch.h"

namespace recado::simulator {

class ControlApi {
 public:
  ControlApi(Ledger& ledger, FaultBox& faults, Courier& courier, ThreadWatch& watch, MovedClock& clock)
      : ledger_(ledger), faults_(faults), courier_(courier), watch_(watch), clock_(clock) {}

  void add_routes(net::Server& server);

 private:
  void add_number_routes(net::Server& server);
  void add_customer_routes(net::Server& server);
  void add_fault_routes(net::Server& server);
  net::Response forward_clock(const net::Request& request);
  void poll_thread(const std::shared_ptr<const net::Request>& request, const net::Respond& respond);
  std::string deliveries_json() const;

  Ledger& ledger_;
  FaultBox& faults_;
  Courier& courier_;
  ThreadWatch& watch_;
  MovedClock& clock_;
  net::HttpClient client_;
};

}  // namespace recado::simulator
