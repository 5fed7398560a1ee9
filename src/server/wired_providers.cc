#include "server/wired_providers.h"

#include "providers/kapso/sender.h"
#include "providers/kapso/signature.h"
#include "providers/kapso/webhook_reader.h"
#include "providers/meta/sender.h"
#include "providers/meta/signature.h"
#include "providers/meta/webhook_reader.h"

namespace recado::server {

namespace {

class MetaSignature final : public SignatureCheck {
 public:
  bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const override {
    return meta::verify_signature(secrets.app_secret, delivery.signature, delivery.body);
  }
};

// The key that we chose for the number's webhook is its app secret.
class KapsoSignature final : public SignatureCheck {
 public:
  bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const override {
    return kapso::verify_signature(secrets.app_secret, delivery.signature, delivery.body);
  }
};

}  // namespace

WiredProviders::WiredProviders(net::HttpClient& http)
    : meta_{meta::make_webhook_reader(), std::make_unique<MetaSignature>(), meta::make_sender(http)},
      kapso_{kapso::make_webhook_reader(), std::make_unique<KapsoSignature>(), kapso::make_sender(http)} {
  add(Provider::meta, meta_, {.signature_header = "X-Hub-Signature-256"});
  add(Provider::kapso, kapso_, {.signature_header = "X-Webhook-Signature", .event_header = "X-Webhook-Event"});
}

void WiredProviders::add(Provider provider, Owned& owned, WebhookNames names) {
  providers.add(provider, {owned.reader.get(), owned.signature.get(), owned.sender.get(), names});
}

}  // namespace recado::server
