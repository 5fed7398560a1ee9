#include "simulator/ledger.h"

#include "base/log.h"

namespace recado::simulator {

Result<void> Ledger::keep_in(const std::filesystem::path& file) {
  const std::lock_guard lock(mutex_);
  auto opened = Journal::open(file, world_);
  if (!opened) return opened.error();
  journal_.emplace(std::move(*opened));
  return {};
}

void Ledger::finish(std::unique_lock<std::mutex> lock, const Change& change) {
  if (change.facts().empty()) return;
  if (journal_) {
    journal_->append(change.facts());
    if (journal_->is_long()) {
      if (auto written = journal_->rewrite(world_); !written) {
        log::error("simulator_state_not_written", {{"why", written.error().message}});
      }
    }
  }
  lock.unlock();
  if (observer_) observer_(change.facts());
}

}  // namespace recado::simulator
