// What the use cases need of each provider, made from the folders of src/providers: readers, signature checks, senders.
#pragma once

#include <memory>

#include "net/http_client.h"
#include "ports/provider.h"

namespace recado::server {

struct WiredProviders {
  explicit WiredProviders(net::HttpClient& http);
  WiredProviders(const WiredProviders&) = delete;
  WiredProviders& operator=(const WiredProviders&) = delete;

  Providers providers;

 private:
  struct Owned {
    std::unique_ptr<WebhookReader> reader;
    std::unique_ptr<SignatureCheck> signature;
    std::unique_ptr<MessageSender> sender;
  };
  void add(Provider provider, Owned& owned, WebhookNames names);

  Owned meta_;
  Owned kapso_;
};

}  // namespace recado::server
