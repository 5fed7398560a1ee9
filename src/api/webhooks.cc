#include "api/webhooks.h"

#include <utility>

#include "api/problem.h"

namespace recado::api {
namespace {

// Of a path without {connection}: none. What is no id becomes one that nobody has, and is answered as an unknown one is.
std::optional<ConnectionId> connection_of(const net::Request& request) {
  const std::string_view text = request.path_arg("connection");
  if (text.empty()) return {};
  return ConnectionId::parse(text).value_or(ConnectionId{});
}

std::vector<ConnectionDirectory::Known> candidates(const ConnectionDirectory& directory, const net::Request& request) {
  const auto one = connection_of(request);
  if (!one) return directory.signers(Provider::meta);
  auto known = directory.find(*one);
  if (!known) return {};
  return {std::move(known)};
}

// As the provider was told it. Without a configured public_url the address is what the request names.
std::string url_of(const net::Request& request, const Trust& trust) {
  std::string url = trust.public_url;
  if (url.empty()) {
    url = trust.came_by_https(request) ? "https://" : "http://";
    url += request.headers.get("Host");
  }
  url += request.raw_path;
  if (!request.raw_query.empty()) url += "?" + request.raw_query;
  return url;
}

std::string event_of(const net::Request& request, const WebhookNames& names) {
  if (!names.event_header.empty()) return std::string{request.headers.get(names.event_header)};
  if (names.event_query.empty()) return {};
  return std::string{request.query.get(names.event_query).value_or("")};
}

}  // namespace

Endpoint verify_meta_webhook(
    const ConnectionDirectory& directory,
    std::function<std::optional<std::string>(const net::Query& query, std::string_view verify_token)> challenge) {
  return [&directory, challenge = std::move(challenge)](const net::Request& request) -> Answer {
    for (const auto& known : candidates(directory, request)) {
      if (known->secrets.verify_token.empty()) continue;
      auto text = challenge(request.query, known->secrets.verify_token);
      if (text) return text_answer("text/plain", std::move(*text));
    }
    return forbidden("This handshake bears no verify token of this server.",
                     "Enter the verify token of the number in Meta's app dashboard.");
  };
}

net::AsyncHandler receive_webhook(Provider provider, WebhookNames names, WebhookDoor door) {
  return [provider, names, door = std::make_shared<const WebhookDoor>(std::move(door))](
             const std::shared_ptr<const net::Request>& request, net::Respond respond) {
    IncomingWebhook webhook{.provider = provider,
                            .connection = connection_of(*request),
                            .signature = std::string{request->headers.get(names.signature_header)},
                            .body = request->body,
                            .url = url_of(*request, door->trust),
                            .content_type = std::string{request->headers.get("Content-Type")},
                            .event = event_of(*request, names)};
    door->accept(std::move(webhook),
                 [door, respond = std::move(respond)](const Result<std::shared_ptr<const Receipt>>& receipt) {
                   if (!receipt) {
                     door->metrics->receipt_refused();
                     return respond(problem(receipt.error()));
                   }
                   door->metrics->receipt_accepted();
                   respond(empty_answer(200));
                 });
  };
}

}  // namespace recado::api
