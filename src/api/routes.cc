#include "api/routes.h"

#include "api/embedded_ui.h"
#include "api/endpoints.h"
#include "api/live_socket.h"
#include "api/media.h"
#include "api/metrics.h"
#include "api/problem.h"
#include "api/sandbox.h"
#include "api/ui_pages.h"
#include "api/webhooks.h"

namespace recado::api {
namespace {

void add_people(Door& door, const ApiParts& parts, const Trust& trust) {
  door.anyone("POST", "/v1/session", sign_in(parts.sign_in, parts.accounts, parts.store, trust));
  door.member("GET", "/v1/session", get_session(parts.accounts, parts.store));
  door.member("DELETE", "/v1/session", sign_out(parts.accounts, trust));
  door.member("PATCH", "/v1/me", update_me(parts.accounts));
  door.member("GET", "/v1/people", list_people(parts.accounts));
  door.member("GET", "/v1/connections", list_connections(parts.directory));
}

void add_inbox(Door& door, const ApiParts& parts, const std::shared_ptr<Metrics>& metrics) {
  ChangeConversation& change = parts.change_conversation;
  const std::string one = "/v1/conversations/{conversation}";
  door.member("GET", "/v1/conversations", list_conversations(parts.store));
  door.member("GET", one, get_conversation(parts.store));
  door.member("POST", one + "/read", mark_read(change));
  door.member("POST", one + "/close", set_status(change, ConversationStatus::closed));
  door.member("POST", one + "/reopen", set_status(change, ConversationStatus::open));
  door.member("POST", one + "/assign", assign(change, parts.accounts));
  door.member("GET", one + "/messages", list_messages(parts.store));
  door.member("POST", one + "/messages", post_message(parts.send_message, metrics));
  door.member("POST", one + "/messages/{message}/send-again", send_again(parts.send_again, metrics));
  door.member("GET", one + "/messages/{message}/attempts", list_attempts(parts.store));
  door.member("GET", "/v1/search/messages", search_messages(parts.store));
  door.admin("GET", "/v1/receipts", list_failed_receipts(parts.store));
  door.admin("POST", "/v1/receipts/{receipt}/replay", replay_receipt(parts.replay_receipt));
}

void add_media(Door& door, net::Server& server, const ApiParts& parts) {
  const std::string one = "/v1/media/{media}";
  server.allow_large_body("POST", "/v1/media", k_largest_upload);
  door.member("POST", "/v1/media", upload_media(parts.upload_media));
  door.member("GET", one, get_media(parts.store, parts.media_store));
  door.member("GET", one + "/thumbnail", get_thumbnail(parts.store, parts.media_store));
  door.anyone("GET", "/v1/media/shared/{token}",
              get_shared_media(parts.media_links, parts.directory, parts.store, parts.media_store));
  door.member("POST", one + "/fetch", refetch_media(parts.refetch_media));
}

// At an address that all numbers of the provider share, and at one of each number's own.
void add_webhooks(Door& door, net::Server& server, const ApiParts& parts, const WebhookDoor& webhooks) {
  for (const auto provider : {Provider::meta, Provider::twilio, Provider::kapso}) {
    const ProviderParts& its = parts.providers.of(provider);
    if (its.signature == nullptr) continue;
    const std::string shared = "/v1/webhooks/whatsapp/" + std::string{to_text(provider)};
    for (const auto& address : {shared, shared + "/{connection}"}) {
      server.route_async("POST", address, receive_webhook(provider, its.names, webhooks));
      if (provider != Provider::meta) continue;
      door.anyone("GET", address, verify_meta_webhook(parts.directory, parts.meta_challenge));
    }
  }
}

void add_sandbox(Door& door, net::Server& server, const ApiParts& parts, const std::shared_ptr<const Gate>& gate) {
  door.member("GET", "/v1/sandbox", get_sandbox(parts.settings.sandbox));
  const auto proxy = std::make_shared<SandboxProxy>(gate, parts.http, parts.settings.sandbox);
  for (const auto* method : {"GET", "POST", "PUT"})
    server.route_async(method, "/v1/sandbox/{path...}", proxy->handler());
}

void add_operation(Door& door, const ApiParts& parts, const std::shared_ptr<Metrics>& metrics) {
  door.anyone("GET", "/healthz", health(parts.settings.version));
  door.anyone("GET", "/readyz", readiness(parts.ready, parts.settings.version));
  door.anyone("GET", "/metrics", [metrics](const net::Request&) -> Answer {
    return text_answer("text/plain; version=0.0.4; charset=utf-8", metrics->text());
  });
}

}  // namespace

void add_routes(net::Server& server, const ApiParts& parts) {
  const Trust trust{parts.settings.public_url, parts.settings.behind_proxy};
  const auto gate = std::make_shared<const Gate>(parts.authenticate, trust);
  const auto metrics = std::make_shared<Metrics>(parts.registry, server, parts.live_hub);
  Door door{server, gate};
  add_people(door, parts, trust);
  add_inbox(door, parts, metrics);
  add_media(door, server, parts);
  add_webhooks(door, server, parts, {parts.accept_webhook, metrics, trust});
  add_sandbox(door, server, parts, gate);
  add_operation(door, parts, metrics);
  server.route_socket("/v1/live", live_socket(gate, parts.live_hub));
  server.fallback(ui_pages(embedded_ui()));
  server.problems([](int status, std::string_view message) { return problem(status, message); });
}

}  // namespace recado::api
