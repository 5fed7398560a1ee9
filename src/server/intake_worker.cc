#include "server/intake_worker.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include "base/background.h"
#include "base/log.h"

namespace recado::server {

namespace {

using namespace std::chrono_literals;

// Messages that are applied together share the pages that they change. Only when so many wait are they so many.
constexpr std::size_t k_batch = 4096;
constexpr int k_recovery_page = 64;  // of bodies whose size is not known
constexpr auto k_idle_wait = 250ms;
// While deliveries keep coming they are applied together: a transaction and its commit cost as much for one as for many.
constexpr auto k_gather = 15ms;
constexpr auto k_lull = 100ms;
// The cursor costs a commit of its own. What is applied again after a crash changes nothing, so it may lag a little.
constexpr auto k_cursor_age = 250ms;
constexpr auto k_first_pause = 100ms;
constexpr auto k_longest_pause = 5000ms;
constexpr int k_tries = 3;

bool will_pass(const Error& error) { return error.code == ErrorCode::unavailable || error.reason == "retry"; }

std::vector<ReceiptId> ids_of(const IntakeBatch& batch) {
  if (!batch.to_load.empty()) return batch.to_load;
  std::vector<ReceiptId> ids;
  ids.reserve(batch.receipts.size());
  for (const auto& receipt : batch.receipts) ids.push_back(receipt->id);
  return ids;
}

}  // namespace

IntakeWorker::IntakeWorker(ReceiptJournal& journal, IntakeBacklog& backlog, IntakeActions actions,
                           IntakeMetrics metrics)
    : journal_(journal), backlog_(backlog), actions_(std::move(actions)), metrics_(metrics) {}

void IntakeWorker::start(ReceiptId newest) {
  thread_ = std::thread{[this, newest] { run(newest); }};
}

void IntakeWorker::stop(std::chrono::milliseconds grace) {
  if (!thread_.joinable()) return;
  until_ = std::chrono::steady_clock::now() + grace;
  stopping_.ask();
  backlog_.close();
  thread_.join();
}

void IntakeWorker::run(ReceiptId newest) {
  become_background_thread();
  if (!recover(newest)) return;
  auto applied_at = std::chrono::steady_clock::time_point{};
  while (!is_over()) {
    metrics_.backlog.Set(static_cast<double>(backlog_.size()));
    IntakeBatch batch =
        backlog_.take(k_batch, k_idle_wait, std::chrono::steady_clock::now() - applied_at < k_lull ? k_gather : 0ms);
    if (batch.empty()) {
      keep_cursor(backlog_.applied_through());
      if (stopping_.asked()) break;
      continue;
    }
    const auto ids = ids_of(batch);
    if (!load(batch) || !apply(batch.receipts)) break;
    backlog_.applied(ids);
    applied_at = std::chrono::steady_clock::now();
    if (is_cursor_old()) keep_cursor(backlog_.applied_through());
  }
  keep_cursor(backlog_.applied_through());
}

bool IntakeWorker::recover(ReceiptId newest) {
  const auto read_cursor = [this]() -> Result<void> {
    auto cursor = journal_.applied_through();
    if (!cursor) return std::move(cursor).error();
    kept_cursor_ = *cursor;
    return {};
  };
  if (insist("read the cursor", read_cursor) != Outcome::applied) return false;
  std::int64_t count = 0;
  for (ReceiptId cursor = kept_cursor_; cursor < newest && !is_over();) {
    Receipts receipts;
    const auto read_page = [&]() -> Result<void> {
      auto page = journal_.pending(cursor, k_recovery_page);
      if (!page) return std::move(page).error();
      for (Receipt& receipt : *page) {
        if (receipt.id <= newest) receipts.push_back(std::make_shared<const Receipt>(std::move(receipt)));
      }
      return {};
    };
    if (insist("read the journal", read_page) != Outcome::applied) return false;
    if (receipts.empty()) break;
    if (!apply(receipts)) return false;
    cursor = receipts.back()->id;
    count += std::ssize(receipts);
    keep_cursor(cursor);
  }
  if (count > 0) log::info("intake_recovered", {{"receipts", count}});
  return !is_over();
}

bool IntakeWorker::load(IntakeBatch& batch) {
  const auto& wanted = batch.to_load;
  if (wanted.empty()) return true;
  ReceiptId after{wanted.front().value - 1};
  while (after < wanted.back()) {
    std::vector<Receipt> page;
    const auto read_page = [&]() -> Result<void> {
      auto read = journal_.pending(after, static_cast<int>(wanted.size()));
      if (!read) return std::move(read).error();
      page = std::move(*read);
      return {};
    };
    if (insist("read the journal", read_page) != Outcome::applied) return false;
    if (page.empty()) break;
    after = page.back().id;
    for (Receipt& receipt : page) {
      if (!std::ranges::binary_search(wanted, receipt.id)) continue;  // it is written, and its turn comes
      batch.receipts.push_back(std::make_shared<const Receipt>(std::move(receipt)));
    }
  }
  if (batch.receipts.size() != wanted.size()) {
    log::error("receipts_missing", {{"count", std::ssize(wanted) - std::ssize(batch.receipts)}});
  }
  return true;
}

bool IntakeWorker::apply(const Receipts& receipts) {
  if (receipts.empty()) return true;
  const auto outcome = insist("apply deliveries", [&] { return apply_now(receipts); });
  if (outcome != Outcome::refused) return outcome == Outcome::applied;
  if (receipts.size() == 1) return set_aside(*receipts.front());
  // One that cannot be applied must not keep the others back.
  return std::ranges::all_of(receipts, [this](const auto& receipt) { return apply({receipt}); });
}

IntakeWorker::Outcome IntakeWorker::insist(std::string_view what, const std::function<Result<void>()>& step) {
  auto pause = std::chrono::milliseconds{k_first_pause};
  for (int tries = 1;; ++tries) {
    auto done = step();
    if (done) return Outcome::applied;
    metrics_.retries.Increment();
    metrics_.backlog.Set(static_cast<double>(backlog_.size()));
    log::warn("intake_delayed", {{"step", what}, {"error", done.error().message}, {"tries", tries}});
    if (!will_pass(done.error()) && tries >= k_tries) {
      refusal_ = std::move(done).error();
      return Outcome::refused;
    }
    if (!stopping_.pause(pause)) return Outcome::stopped;
    pause = std::min<std::chrono::milliseconds>(2 * pause, k_longest_pause);
  }
}

Result<void> IntakeWorker::apply_now(const Receipts& receipts) try {
  const auto summary = actions_.apply(receipts);
  if (!summary) return summary.error();
  metrics_.receipts_applied.Increment(static_cast<double>(receipts.size()));
  metrics_.messages_created.Increment(summary->messages_created);
  metrics_.statuses_applied.Increment(summary->statuses_applied);
  metrics_.unreadable.Increment(summary->failures);
  return {};
} catch (const std::exception& error) {
  return internal(std::string{"Applying deliveries failed: "} + error.what());
}

bool IntakeWorker::set_aside(const Receipt& receipt) {
  const Error why = refusal_;
  log::error("receipt_set_aside", {{"receipt", receipt.id.text()}, {"error", why.message}});
  metrics_.unreadable.Increment();
  // A receipt that cannot even be marked stays in the journal, and the log names it.
  return insist("set a delivery aside", [&] { return actions_.set_aside(receipt, why); }) != Outcome::stopped;
}

void IntakeWorker::keep_cursor(ReceiptId through) {
  if (through <= kept_cursor_) return;
  cursor_kept_at_ = std::chrono::steady_clock::now();
  const auto kept = journal_.set_applied_through(through);
  if (kept) {
    kept_cursor_ = through;
  } else {
    log::warn("intake_cursor_not_kept", {{"error", kept.error().message}});
  }
}

bool IntakeWorker::is_cursor_old() const { return std::chrono::steady_clock::now() - cursor_kept_at_ >= k_cursor_age; }

}  // namespace recado::server
