#include "app/accept_webhook.h"

#include <algorithm>

namespace recado {

namespace {

constexpr std::size_t k_longest_event = 128;

// It stands in no body that is checked and is not always signed: what no provider writes is not kept.
std::string event_word(std::string text) {
  const bool is_word =
      text.size() <= k_longest_event && std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
  return is_word ? std::move(text) : std::string{};
}

}  // namespace

AcceptWebhook::AcceptWebhook(const ConnectionDirectory& directory, const Providers& providers, ReceiptJournal& journal,
                             IdSource& ids, const Clock& clock)
    : directory_(directory), providers_(providers), journal_(journal), ids_(ids), clock_(clock) {}

void AcceptWebhook::operator()(IncomingWebhook webhook, Done done) const {
  const SignedDelivery delivery{webhook.signature, webhook.body, webhook.url, webhook.content_type};
  const SignatureCheck* signature = providers_.of(webhook.provider).signature;
  ConnectionDirectory::Known signer;
  if (webhook.connection) {
    const auto known = directory_.find(*webhook.connection);
    const bool ours = known && known->connection.provider == webhook.provider;
    if (ours && signature != nullptr && signature->holds(delivery, known->secrets)) signer = known;
  } else if (signature != nullptr) {
    for (const auto& candidate : directory_.signers(webhook.provider)) {
      if (!signature->holds(delivery, candidate->secrets)) continue;
      signer = candidate;
      break;
    }
  }
  if (!signer) {
    // One answer for every cause: who probes learns neither which connections exist nor how close a signature came.
    done(unauthorized("The signature of this delivery does not hold.",
                      "Check that the secret stored here is the one of the account that sends the webhook, and that "
                      "public_url is the address it is sent to."));
    return;
  }
  auto receipt =
      std::make_shared<const Receipt>(ids_.next<ReceiptId>(), signer->connection.id, webhook.provider, clock_.now(),
                                      std::move(webhook.body), event_word(std::move(webhook.event)));
  journal_.append(receipt, [receipt, done = std::move(done)](const Result<void>& durable) {
    if (durable) {
      done(receipt);
    } else {
      done(durable.error());
    }
  });
}

}  // namespace recado
