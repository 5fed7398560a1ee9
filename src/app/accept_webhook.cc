#include "app/accept_webhook.h"

namespace recado {

AcceptWebhook::AcceptWebhook(const ConnectionDirectory& directory, const SignatureCheck& meta, ReceiptJournal& journal,
                             IdSource& ids, const Clock& clock)
    : directory_(directory), meta_(meta), journal_(journal), ids_(ids), clock_(clock) {}

void AcceptWebhook::operator()(IncomingWebhook webhook, Done done) const {
  const SignedDelivery delivery{webhook.signature, webhook.body};
  ConnectionDirectory::Known signer;
  if (webhook.connection) {
    const auto known = directory_.find(*webhook.connection);
    const bool ours = known && known->connection.provider == webhook.provider;
    if (ours && meta_.holds(delivery, known->secrets)) signer = known;
  } else {
    for (const auto& candidate : directory_.signers(webhook.provider)) {
      if (!meta_.holds(delivery, candidate->secrets)) continue;
      signer = candidate;
      break;
    }
  }
  if (!signer) {
    // One answer for every cause: who probes learns neither which connections exist nor how close a signature came.
    done(unauthorized("The signature of this delivery does not hold.",
                      "Check that the app secret stored here is the one of the app that sends the webhook."));
    return;
  }
  auto receipt = std::make_shared<const Receipt>(ids_.next<ReceiptId>(), signer->connection.id, webhook.provider,
                                                 clock_.now(), std::move(webhook.body));
  journal_.append(receipt, [receipt, done = std::move(done)](const Result<void>& durable) {
    if (durable) {
      done(receipt);
    } else {
      done(durable.error());
    }
  });
}

}  // namespace recado
