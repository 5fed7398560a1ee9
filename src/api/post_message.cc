// A reply: queued, and answered before the provider is asked.
#include <algorithm>

#include "api/endpoints.h"
#include "api/json_body.h"
#include "api/metrics.h"
#include "api/problem.h"
#include "api/views.h"
#include "app/content_json.h"

namespace recado::api {
namespace {

constexpr std::string_view k_key_header = "Idempotency-Key";

Result<OutgoingMessage> read_message(const net::Request& request) {
  if (request.body.size() > k_longest_body) return too_large("The body is larger than 256 KiB.", "Send less at once.");
  auto content = read_outgoing(request.body, {"reply_to"});
  if (!content) return content.error();
  OutgoingMessage outgoing;
  outgoing.content = std::move(*content);
  const auto reply_to = text_member(request.body, "reply_to");
  if (!reply_to) return reply_to.error();
  if (*reply_to) {
    outgoing.reply_to = MessageId::parse(**reply_to);
    if (!outgoing.reply_to) return invalid("reply_to", "\"reply_to\" is no id of a message.");
  }
  return outgoing;
}

}  // namespace

Result<std::string> idempotency_key_of(const net::Request& request) {
  std::string key{request.headers.get(k_key_header)};
  const bool printable = std::ranges::all_of(key, [](char c) { return c >= ' ' && c <= '~'; });
  if (key.empty() || !printable || key.size() > k_longest_client_key) {
    return invalid(std::string{k_key_header},
                   "The header Idempotency-Key must hold 1 to 128 printable ASCII characters.",
                   "Send a key of your own that is different for every message, such as a UUID.");
  }
  return key;
}

MemberEndpoint post_message(SendMessage& send, std::shared_ptr<Metrics> metrics) {
  return [&send, metrics = std::move(metrics)](const Caller& caller, const net::Request& request) -> Answer {
    const auto conversation = conversation_of(request);
    if (!conversation) return conversation.error();
    auto key = idempotency_key_of(request);
    if (!key) return key.error();
    auto outgoing = read_message(request);
    if (!outgoing) return outgoing.error();
    outgoing->conversation = *conversation;
    outgoing->client_key = std::move(*key);
    const auto sent = send(caller, *outgoing);
    if (!sent) return sent.error();
    metrics->message_queued();
    return json_answer(202, view_of(*sent));
  };
}

}  // namespace recado::api
