// What the use cases need of a provider. One folder under src/providers/ makes each of these for its provider.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/connection.h"
#include "domain/ids.h"
#include "domain/send.h"
#include "domain/webhook_event.h"
#include "ports/message_history.h"

namespace recado {

// What is kept of a delivery for its reader.
struct KeptDelivery {
  std::string_view event;  // what the provider said of it outside of the body (WebhookNames); empty as a rule
  std::string_view body;   // the raw bytes
};

// Reads a delivery whose signature has been verified.
class WebhookReader {
 public:
  virtual ~WebhookReader() = default;
  // Fails (`invalid`) when the whole body is no delivery of this provider; one bad item becomes a BrokenItem instead.
  virtual Result<Delivery> read(const KeptDelivery& delivery) const = 0;
};

// A delivery as it came, before anything of it is believed.
struct SignedDelivery {
  std::string_view signature;  // the provider's signature header; empty when there was none
  std::string_view body;       // the raw bytes
  std::string_view url;        // our public address, with path and query as they were asked for
  std::string_view content_type;
};

class SignatureCheck {
 public:
  virtual ~SignatureCheck() = default;
  // In constant time. False for a missing or malformed signature.
  virtual bool holds(const SignedDelivery& delivery, const ConnectionSecrets& secrets) const = 0;
};

// How one number of ours is reached at its provider. Opened from sealed secrets just before it is used.
struct ProviderAccess {
  ConnectionId connection;
  std::string base_url;    // "https://graph.facebook.com", or the simulator's
  std::string number_id;   // the provider's id of our number
  std::string account_id;  // Twilio: the account SID
  std::string access_token;
  std::string
      api_key_id;  // Twilio: the SID of the API key whose secret is the access token; empty: it is the account's
};

inline ProviderAccess access_to(const Connection& connection, const ConnectionSecrets& secrets) {
  return {connection.id,         connection.base_url,  connection.number_id,
          connection.account_id, secrets.access_token, secrets.api_key_id};
}

class MessageSender {
 public:
  virtual ~MessageSender() = default;
  // Blocks for as long as the provider takes (at most 30 s). Never sends twice by itself.
  virtual SendOutcome send(const ProviderAccess& access, const SendRequest& request) = 0;
};

// Where a provider writes what is needed of a delivery beside its body.
struct WebhookNames {
  std::string_view signature_header;
  std::string_view event_header{};  // empty: none
  std::string_view event_query{};   // a parameter of the address; empty: none
};

class MediaSource;    // ports/media_source.h
class MediaUploader;  // ports/media_source.h

// What one provider is to the use cases; borrowed from wiring.
struct ProviderParts {
  const WebhookReader* reader = nullptr;
  const SignatureCheck* signature = nullptr;
  MessageSender* sender = nullptr;
  WebhookNames names;
  MessageHistory* history = nullptr;  // null: it repeats its webhooks until they are taken
  MediaSource* media_source = nullptr;
  MediaUploader* media_uploader = nullptr;  // null: the provider takes no files by upload
};

// The providers that this program speaks to. Filled before the first thread starts, only read afterwards.
class Providers {
 public:
  void add(Provider provider, ProviderParts parts) { parts_.at(static_cast<std::size_t>(provider)) = parts; }
  // Parts that nobody added are null.
  const ProviderParts& of(Provider provider) const { return parts_.at(static_cast<std::size_t>(provider)); }

 private:
  std::array<ProviderParts, 3> parts_;
};

}  // namespace recado
