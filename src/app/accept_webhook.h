// Takes a delivery at the door: whose is it, is it signed, then it is made durable. Only then is the provider told that we
// have it (PRODUCT.md, rule 1). Does not block and may run on an io thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/connection_directory.h"
#include "base/clock.h"
#include "ports/provider.h"
#include "ports/receipts.h"

namespace recado {

struct IncomingWebhook {
  Provider provider = Provider::meta;
  std::optional<ConnectionId> connection;  // from the path; none at the address that all numbers share
  std::string signature;
  std::string body;
  std::string url;  // see SignedDelivery
  std::string content_type;
  std::string event;
};

class AcceptWebhook {
 public:
  // on_durable gets each receipt after its commit, in the order of ids.
  AcceptWebhook(const ConnectionDirectory& directory, const Providers& providers, ReceiptJournal& journal,
                IdSource& ids, const Clock& clock);

  // done: nothing went wrong and the delivery is durable; `unauthorized` (unknown connection or bad signature: nothing is
  // kept); `unavailable` (the database did not take it: the provider is to try again). Called once, on any thread.
  using Done = std::function<void(Result<std::shared_ptr<const Receipt>>)>;
  void operator()(IncomingWebhook webhook, Done done) const;

 private:
  const ConnectionDirectory& directory_;
  const Providers& providers_;
  ReceiptJournal& journal_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
