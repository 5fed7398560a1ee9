// Every route of Recado, registered on a server that has not started yet. Wiring and the API tests call this once; what
// `parts` refers to outlives the server.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/live_hub.h"
#include "app/accept_webhook.h"
#include "app/authenticate.h"
#include "app/change_conversation.h"
#include "app/connection_directory.h"
#include "app/media_links.h"
#include "app/refetch_media.h"
#include "app/replay_receipt.h"
#include "app/send_again.h"
#include "app/send_message.h"
#include "app/sign_in.h"
#include "app/upload_media.h"
#include "net/http_client.h"
#include "net/server.h"
#include "ports/accounts.h"
#include "ports/media_store.h"
#include "ports/store.h"

namespace prometheus {
class Registry;
}

namespace recado::api {

// The simulator beside a server that was started with --sandbox.
struct Sandbox {
  std::string url;        // "http://127.0.0.1:4001", without a path
  std::string number_id;  // the demo number at the simulator
  std::string phone;      // its digits
};

struct ApiSettings {
  std::string version;        // "0.1.0"
  std::string public_url;     // "https://recado.example", as people reach it; empty when not configured
  bool behind_proxy = false;  // X-Forwarded-Proto and X-Forwarded-For come from a proxy of ours and are believed
  std::optional<Sandbox> sandbox;
};

// The text to answer a provider's verification handshake with, when the query bears this token.
using Challenge = std::function<std::optional<std::string>(const net::Query& query, std::string_view verify_token)>;

struct ApiParts {
  ApiSettings settings;
  Store& store;
  Accounts& accounts;
  const ConnectionDirectory& directory;
  Authenticate& authenticate;
  SignIn& sign_in;
  SendMessage& send_message;
  SendAgain& send_again;
  ChangeConversation& change_conversation;
  ReplayReceipt& replay_receipt;
  const AcceptWebhook& accept_webhook;
  const Providers& providers;
  RefetchMedia& refetch_media;
  UploadMedia& upload_media;
  MediaStore& media_store;
  const MediaLinks& media_links;
  Challenge meta_challenge;
  LiveHub& live_hub;
  net::HttpClient& http;           // to the simulator
  prometheus::Registry& registry;  // what /metrics shows
  std::function<bool()> ready;     // false: the database cannot be reached, or the program is about to end
};

// A call to the simulator may last 25 s and is finished before the server's destructor returns: stop the simulator first.
void add_routes(net::Server& server, const ApiParts& parts);

}  // namespace recado::api
