// Twilio's side of the simulator: the REST API of an account's WhatsApp senders.
#pragma once

#include "net/http_client.h"
#include "net/server.h"
#include "simulator/faults.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"
#include "simulator/moved_clock.h"
#include "simulator/task_pool.h"

namespace recado::simulator {

class TwilioApi {
 public:
  TwilioApi(Ledger& ledger, FaultBox& faults, MediaShelf& media, TaskPool& tasks, const MovedClock& clock)
      : ledger_(ledger), faults_(faults), media_(media), tasks_(tasks), clock_(clock) {}

  void add_routes(net::Server& server);

 private:
  void answer(const net::Request& request, const net::Respond& respond);
  net::Response read(const struct TwilioCall& call) const;
  net::Response senders(const net::Request& request) const;
  net::Response typing(const net::Request& request);
  net::Response file(const net::Request& request) const;

  Ledger& ledger_;
  FaultBox& faults_;
  MediaShelf& media_;
  TaskPool& tasks_;
  const MovedClock& clock_;
  net::HttpClient client_;  // fetches what is to be sent
};

}  // namespace recado::simulator
