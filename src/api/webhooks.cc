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

net::AsyncHandler receive_meta_webhook(const AcceptWebhook& accept,
                                       std::function<void(std::shared_ptr<const Receipt>)> on_receipt,
                                       std::shared_ptr<Metrics> metrics) {
  return [&accept, on_receipt = std::move(on_receipt), metrics = std::move(metrics)](
             const std::shared_ptr<const net::Request>& request, net::Respond respond) {
    IncomingWebhook webhook{Provider::meta, connection_of(*request),
                            std::string{request->headers.get("X-Hub-Signature-256")}, request->body};
    accept(std::move(webhook),
           [on_receipt, metrics, respond = std::move(respond)](const Result<std::shared_ptr<const Receipt>>& receipt) {
             if (!receipt) {
               metrics->receipt_refused();
               return respond(problem(receipt.error()));
             }
             metrics->receipt_accepted();
             if (on_receipt) on_receipt(*receipt);
             respond(empty_answer(200));
           });
  };
}

}  // namespace recado::api
