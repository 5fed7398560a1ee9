// What the use cases need of each provider, made from the folders of src/providers: readers, signature checks, senders.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "net/http_client.h"
#include "ports/media_source.h"
#include "ports/provider.h"

namespace recado::server {

struct WiredProviders {
  // public_url: at which address providers reach this program now; may be empty, or answer nothing. Asked for every send.
  // file_url: see twilio::FileUrl.
  explicit WiredProviders(net::HttpClient& http, std::function<std::string()> public_url = {},
                          std::function<std::string(ConnectionId, MediaId)> file_url = {});
  WiredProviders(const WiredProviders&) = delete;
  WiredProviders& operator=(const WiredProviders&) = delete;

  Providers providers;

 private:
  struct Owned {
    std::unique_ptr<WebhookReader> reader;
    std::unique_ptr<SignatureCheck> signature;
    std::unique_ptr<MessageSender> sender;
    std::unique_ptr<MessageHistory> history{};
    std::unique_ptr<MediaSource> media_source{};
    std::unique_ptr<MediaUploader> media_uploader{};
  };
  void add(Provider provider, Owned& owned, WebhookNames names);

  Owned meta_;
  Owned twilio_;
  Owned kapso_;
};

}  // namespace recado::server
