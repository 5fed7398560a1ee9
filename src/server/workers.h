// The background threads of one program: intake, delivery, files, search, live events and housekeeping. Program starts them in
// this order and stops them in the order that loses nothing.
#pragma once

#include "api/live_hub.h"
#include "server/after_commit_fanout.h"
#include "server/config.h"
#include "server/housekeeping.h"
#include "server/intake_worker.h"
#include "server/job_workers.h"
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
  // Once providers can be asked: in a sandbox the simulator knows the numbers by now.
  void start_recovery() { recovery_.start(); }
  // Waits for the calls to providers that are under way.
  void stop_delivery() { delivery_.stop(); }
  // Waits for the downloads that are under way, as long as the slowest takes.
  void stop_media() { media_.stop(); }
  // Applies what is durable, for at most `grace`, and stops everything. Nobody may add work any more.
  void stop(std::chrono::milliseconds grace);

  api::LiveHub& live_hub() { return live_hub_; }

 private:
  api::LiveHub live_hub_;
  IntakeWorker intake_;
  JobWorkers delivery_;
  JobWorkers media_;
  JobWorkers uploads_;
  SearchWorker search_;
  HousekeepingWorker housekeeping_;
  RecoveryWorker recovery_;
};

}  // namespace recado::server
