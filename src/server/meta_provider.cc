#include "server/meta_provider.h"

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

}  // namespace

MetaProvider::MetaProvider(net::HttpClient& http)
    : reader(meta::make_webhook_reader()),
      sender(meta::make_sender(http)),
      signature(std::make_unique<MetaSignature>()) {}

}  // namespace recado::server
