// Asks the provider to send one queued message and keeps what came of it. Run by the delivery workers, one job of a
// conversation at a time. Never a transaction around the network call.
#pragma once

#include <optional>

#include "app/connection_directory.h"
#include "app/send_limits.h"
#include "base/clock.h"
#include "domain/send_attempt.h"
#include "ports/jobs.h"
#include "ports/provider.h"
#include "ports/store.h"

namespace recado {

class DeliverMessage {
 public:
  DeliverMessage(Store& store, const ConnectionDirectory& directory, const Providers& providers, SendLimits& limits,
                 const Clock& clock);

  // An error means that the outcome could not be saved; the job's lease gives it back.
  Result<void> operator()(const Job& job);

 private:
  struct Asked {
    MessageSender* sender = nullptr;
    ProviderAccess access;
    SendRequest request;
  };
  // What to ask of the provider; none when there is nothing (more) to ask.
  Result<std::optional<Asked>> prepare(Transaction& tx, const Job& job);
  Result<void> conclude(Transaction& tx, const Job& job, const SendOutcome& outcome, SendAttempt attempt);
  Result<void> wait_for_status(Transaction& tx, const Job& job, StoredMessage& message);
  // None when it has been tried often enough.
  std::optional<UtcMs> next_try(const Job& job, const RetryLater& later) const;
  Result<void> retry(Transaction& tx, const Job& job, StoredMessage& message, const RetryLater& later,
                     std::optional<UtcMs> next);
  Result<void> reject(Transaction& tx, const Job& job, StoredMessage& message, DeliveryError why);
  Result<void> save(Transaction& tx, const StoredMessage& message, Result<void> job_done);

  Store& store_;
  const ConnectionDirectory& directory_;
  const Providers& providers_;
  SendLimits& limits_;
  const Clock& clock_;
};

}  // namespace recado
