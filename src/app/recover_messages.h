// Fills the gap that an outage of ours leaves where a provider does not repeat its webhooks: lists the number's messages at the
// provider since we last looked, and puts what we do not have into the intake journal, as if it had been delivered.
#pragma once

#include "app/connection_directory.h"
#include "base/clock.h"
#include "ports/provider.h"
#include "ports/receipts.h"
#include "ports/store.h"

namespace recado {

class RecoverMessages {
 public:
  RecoverMessages(const ConnectionDirectory& directory, const Providers& providers, Store& store,
                  ReceiptJournal& journal, IdSource& ids);

  // How many deliveries were put into the journal; they are durable when it returns. Zero for a number whose provider has
  // no history. Errors: what the provider or the database answers; the next call looks through the same time again.
  Result<int> operator()(ConnectionId connection, UtcMs now);

 private:
  Result<UtcMs> begin_of(const Connection& connection);
  Result<std::vector<ListedMessage>> unknown_of(const Connection& connection, std::vector<ListedMessage> listed);
  Result<void> keep(const Connection& connection, std::vector<RecoveredDelivery> deliveries, UtcMs now);

  const ConnectionDirectory& directory_;
  const Providers& providers_;
  Store& store_;
  ReceiptJournal& journal_;
  IdSource& ids_;
};

}  // namespace recado
