// What the use cases need of Meta, wired: the reader, the sender and the signature check of src/providers/meta.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/provider.h"

namespace recado::server {

struct MetaProvider {
  explicit MetaProvider(net::HttpClient& http);

  std::unique_ptr<WebhookReader> reader;
  std::unique_ptr<MessageSender> sender;
  std::unique_ptr<SignatureCheck> signature;
};

}  // namespace recado::server
