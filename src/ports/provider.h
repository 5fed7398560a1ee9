// What the use cases need of a provider. One folder under src/providers/ makes each of these for its provider.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/connection.h"
#include "domain/ids.h"
#include "domain/send.h"
#include "domain/webhook_event.h"

namespace recado {

// Reads a delivery whose signature has been verified.
class WebhookReader {
 public:
  virtual ~WebhookReader() = default;
  // Fails (`invalid`) when the whole body is no delivery of this provider; one bad item becomes a BrokenItem instead.
  virtual Result<Delivery> read(std::string_view body) const = 0;
};

// A delivery as it came, before anything of it is believed.
struct SignedDelivery {
  std::string_view signature;  // the provider's signature header; empty when there was none
  std::string_view body;       // the raw bytes
};

class SignatureCheck {
 public:
  virtual ~SignatureCheck() = default;
  // In constant time. False for a missing or malformed signature.
  virtual bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const = 0;
};

// How one number of ours is reached at its provider. Opened from sealed secrets just before it is used.
struct ProviderAccess {
  std::string base_url;   // "https://graph.facebook.com", or the simulator's
  std::string number_id;  // the provider's id of our number
  std::string access_token;
};

class MessageSender {
 public:
  virtual ~MessageSender() = default;
  // Blocks for as long as the provider takes (at most 30 s). Never sends twice by itself.
  virtual SendOutcome send(const ProviderAccess& access, const SendRequest& request) = 0;
};

}  // namespace recado
