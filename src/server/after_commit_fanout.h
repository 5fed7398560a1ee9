// Tells what a commit brought to all who wait for it: open screens, delivery workers, the search. The store has it from the
// start; the listeners come later, because they need the store.
#pragma once

#include <functional>

#include "ports/after_commit.h"

namespace recado::server {

struct CommitListeners {
  std::function<void(WorkspaceId workspace, std::int64_t seq)> live_events;
  std::function<void()> jobs_added;
};

class AfterCommitFanout final : public AfterCommit {
 public:
  // Before the first commit that they are to hear of, on the thread that wires.
  void listen(CommitListeners listeners) { listeners_ = std::move(listeners); }

  void live_events(WorkspaceId workspace, std::int64_t seq) override {
    if (listeners_.live_events) listeners_.live_events(workspace, seq);
  }
  void jobs_added() override {
    if (listeners_.jobs_added) listeners_.jobs_added();
  }

 private:
  CommitListeners listeners_;
};

}  // namespace recado::server
