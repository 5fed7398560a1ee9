// Where providers deliver. A delivery is answered 200 only when it is durable (PRODUCT.md, rule 1).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/door.h"
#include "api/metrics.h"
#include "app/accept_webhook.h"
#include "app/connection_directory.h"

namespace recado::api {

// Meta's handshake, at the shared address and, with {connection} in the path, at that of one number.
Endpoint verify_meta_webhook(
    const ConnectionDirectory& directory,
    std::function<std::optional<std::string>(const net::Query& query, std::string_view verify_token)> challenge);

// What is the same for the deliveries of every provider.
struct WebhookDoor {
  const AcceptWebhook& accept;
  std::shared_ptr<Metrics> metrics;
  Trust trust;
};

// A provider's deliveries, likewise. Runs on the io thread: nothing here blocks.
net::AsyncHandler receive_webhook(Provider provider, WebhookNames names, WebhookDoor door);

}  // namespace recado::api
