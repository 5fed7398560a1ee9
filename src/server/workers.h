// The background threads of one program: intake, delivery, search, live events and housekeeping. Program starts them in
// this order and stops them in the order that loses nothing.
#pragma once

#include "api/live_hub.h"
#include "server/after_commit_fanout.h"
#include "server/config.h"
#include "server/delivery_workers.h"
#include "server/housekeeping.h"
#include "server/intake_worker.h"
#include "server/recovery_worker.h"
#include "server/search_worker.h"
#include "server/use_cases.h"

namespace recado::server {

class Workers {
 public:
  Workers(Stores& stores, UseCases& use_cases, IntakeBacklog& backlog, const ConnectionDirectory& directory,
          prometheus::Registry& registry, const Clock& clock);

  // newest: see IntakeWorker::start
  void start(const Config& config, ReceiptId newest, AfterCommitFanout& fanout);
  // Asks providers for what they could not deliver: once our own side is there and, of a sandbox, theirs.
  void start_recovery() { recovery_.start(); }
  // Waits for the calls to providers that are under way.
  void stop_delivery() { delivery_.stop(); }
  // Applies what is durable, for at most `grace`, and stops everything. Nobody may add work any more.
  void stop(std::chrono::milliseconds grace);

  api::LiveHub& live_hub() { return live_hub_; }

 private:
  api::LiveHub live_hub_;
  IntakeWorker intake_;
  DeliveryWorkers delivery_;
  SearchWorker search_;
  HousekeepingWorker housekeeping_;
  RecoveryWorker recovery_;
};

}  // namespace recado::server
