// Applies what has been accepted, in batches, behind the provider's back: first what an earlier run left, then what comes.
// One thread; Program starts and stops it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

#include "app/receive.h"
#include "ports/receipts.h"
#include "server/intake_backlog.h"
#include "server/intake_metrics.h"
#include "server/stop_signal.h"

namespace recado::server {

using Receipts = std::vector<std::shared_ptr<const Receipt>>;

// What the worker does with receipts; Program binds app/receive.
struct IntakeActions {
  std::function<Result<ReceiveSummary>(std::span<const std::shared_ptr<const Receipt>>)> apply;
  // Keeps why a single receipt could not be applied, for Logs and replay.
  std::function<Result<void>(const Receipt&, const Error&)> set_aside;
};

class IntakeWorker {
 public:
  IntakeWorker(ReceiptJournal& journal, IntakeBacklog& backlog, IntakeActions actions, IntakeMetrics metrics);
  ~IntakeWorker() { stop(std::chrono::milliseconds{0}); }
  IntakeWorker(const IntakeWorker&) = delete;
  IntakeWorker& operator=(const IntakeWorker&) = delete;

  // newest: the largest id that was in the journal before this run; every id of this run is larger.
  void start(ReceiptId newest);
  // Goes on until all that is durable is applied, at most for `grace`; the rest is left for the next start.
  void stop(std::chrono::milliseconds grace);

 private:
  enum class Outcome { applied, refused, stopped };

  void run(ReceiptId newest);
  bool recover(ReceiptId newest);
  bool load(IntakeBatch& batch);
  bool apply(const Receipts& receipts);
  Outcome insist(std::string_view what, const std::function<Result<void>()>& step);
  Result<void> apply_now(const Receipts& receipts);
  bool set_aside(const Receipt& receipt);
  void keep_cursor(ReceiptId through);
  bool is_cursor_old() const;
  bool is_over() const { return stopping_.asked() && std::chrono::steady_clock::now() >= until_.load(); }

  ReceiptJournal& journal_;
  IntakeBacklog& backlog_;
  IntakeActions actions_;
  IntakeMetrics metrics_;
  StopSignal stopping_;
  std::atomic<std::chrono::steady_clock::time_point> until_{};
  Error refusal_;  // why the last step was refused
  ReceiptId kept_cursor_;
  std::chrono::steady_clock::time_point cursor_kept_at_{};
  std::thread thread_;
};

}  // namespace recado::server
