// Asks the provider to send one queued message and keeps what came of it. Run by the delivery workers, one job of a
// conversation at a time. Never a transaction around the network call.
#pragma once

#include "app/connection_directory.h"
#include "app/send_limits.h"
#include "base/clock.h"
#include "ports/jobs.h"
#include "ports/provider.h"
#include "ports/store.h"

namespace recado {

class DeliverMessage {
 public:
  DeliverMessage(Store& store, const ConnectionDirectory& directory, MessageSender& meta, SendLimits& limits,
                 const Clock& clock);

  // An error means that the outcome could not be saved; the job's lease gives it back.
  Result<void> operator()(const Job& job);

 private:
  Store& store_;
  const ConnectionDirectory& directory_;
  MessageSender& meta_;
  SendLimits& limits_;
  const Clock& clock_;
};

}  // namespace recado
