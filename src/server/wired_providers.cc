#include "server/wired_providers.h"

#include "providers/kapso/message_history.h"
#include "providers/kapso/sender.h"
#include "providers/kapso/signature.h"
#include "providers/kapso/webhook_reader.h"
#include "providers/meta/media_transfer.h"
#include "providers/meta/sender.h"
#include "providers/meta/signature.h"
#include "providers/meta/webhook_reader.h"
#include "providers/twilio/media_source.h"
#include "providers/twilio/message_history.h"
#include "providers/twilio/sender.h"
#include "providers/twilio/signature.h"
#include "providers/twilio/webhook_reader.h"

namespace recado::server {

namespace {

class MetaSignature final : public SignatureCheck {
 public:
  bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const override {
    return meta::verify_signature(secrets.app_secret, delivery.signature, delivery.body);
  }
};

class TwilioSignature final : public SignatureCheck {
 public:
  bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const override {
    return twilio::verify_signature(secrets.app_secret, delivery);
  }
};

// The key that we chose for the number's webhook is its app secret.
class KapsoSignature final : public SignatureCheck {
 public:
  bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const override {
    return kapso::verify_signature(secrets.app_secret, delivery.signature, delivery.body);
  }
};

twilio::CallbackUrl twilio_callback(std::function<std::string()> public_url) {
  return [public_url = std::move(public_url)](ConnectionId connection) {
    const std::string base = public_url ? public_url() : std::string{};
    return base.empty() ? base : base + "/v1/webhooks/whatsapp/twilio/" + connection.text();
  };
}

}  // namespace

WiredProviders::WiredProviders(net::HttpClient& http, std::function<std::string()> public_url,
                               std::function<std::string(ConnectionId, MediaId)> file_url)
    : meta_{meta::make_webhook_reader(),
            std::make_unique<MetaSignature>(),
            meta::make_sender(http),
            {},
            meta::make_media_source(http, meta::k_graph),
            meta::make_media_uploader(http, meta::k_graph)},
      twilio_{twilio::make_webhook_reader(),
              std::make_unique<TwilioSignature>(),
              twilio::make_sender(http, twilio_callback(std::move(public_url)), std::move(file_url)),
              twilio::make_message_history(http),
              twilio::make_media_source(http),
              {}},
      kapso_{kapso::make_webhook_reader(),      std::make_unique<KapsoSignature>(), kapso::make_sender(http),
             kapso::make_message_history(http), kapso::make_media_source(http),     kapso::make_media_uploader(http)} {
  add(Provider::meta, meta_, {.signature_header = "X-Hub-Signature-256"});
  add(Provider::twilio, twilio_,
      {.signature_header = "X-Twilio-Signature", .event_query = twilio::k_message_parameter});
  add(Provider::kapso, kapso_, {.signature_header = "X-Webhook-Signature", .event_header = "X-Webhook-Event"});
}

void WiredProviders::add(Provider provider, Owned& owned, WebhookNames names) {
  providers.add(provider, {owned.reader.get(), owned.signature.get(), owned.sender.get(), names, owned.history.get(),
                           owned.media_source.get(), owned.media_uploader.get()});
}

}  // namespace recado::server
