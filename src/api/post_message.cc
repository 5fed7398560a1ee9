// A reply: queued, and answered before the provider is asked.
#include <algorithm>

#include "api/endpoints.h"
#include "api/json_body.h"
#include "api/metrics.h"
#include "api/views.h"

namespace recado::api {
namespace {

constexpr std::string_view k_key_header = "Idempotency-Key";

Result<std::string> read_key(const net::Request& request) {
  std::string key{request.headers.get(k_key_header)};
  const bool printable = std::ranges::all_of(key, [](char c) { return c >= ' ' && c <= '~'; });
  if (key.empty() || !printable || key.size() > k_longest_client_key) {
    return invalid(std::string{k_key_header},
                   "The header Idempotency-Key must hold 1 to 128 printable ASCII characters.",
                   "Send a key of your own that is different for every message, such as a UUID.");
  }
  return key;
}

}  // namespace

MemberEndpoint post_message(SendMessage& send, std::shared_ptr<Metrics> metrics) {
  return [&send, metrics = std::move(metrics)](const Caller& caller, const net::Request& request) -> Answer {
    const auto conversation = conversation_of(request);
    if (!conversation) return conversation.error();
    auto key = read_key(request);
    if (!key) return key.error();
    const auto body = read_body(request, {{.name = "type"}, {.name = "text"}});
    if (!body) return body.error();
    if (body->text("type") != "text") return invalid("type", "\"type\" must be text.");
    const auto sent = send(caller, {*conversation, body->text("text"), std::move(*key)});
    if (!sent) return sent.error();
    metrics->message_queued();
    return json_answer(202, view_of(*sent));
  };
}

}  // namespace recado::api
