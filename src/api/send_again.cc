// A message of ours: sent again by hand, and what came of each time it was sent.
#include "api/endpoints.h"
#include "api/metrics.h"
#include "api/problem.h"
#include "api/views.h"

namespace recado::api {

Result<MessageId> message_of(const net::Request& request) {
  const auto id = MessageId::parse(request.path_arg("message"));
  if (!id) return not_found("There is no such message.");
  return *id;
}

MemberEndpoint send_again(SendAgain& send, std::shared_ptr<Metrics> metrics) {
  return [&send, metrics = std::move(metrics)](const Caller& caller, const net::Request& request) -> Answer {
    const auto conversation = conversation_of(request);
    if (!conversation) return conversation.error();
    const auto message = message_of(request);
    if (!message) return message.error();
    const auto key = idempotency_key_of(request);
    if (!key) return key.error();
    const auto sent = send(caller, *conversation, *message, *key);
    if (!sent) return sent.error();
    metrics->message_queued();
    return json_answer(202, view_of(*sent));
  };
}

MemberEndpoint list_attempts(Store& store) {
  return [&store](const Caller& caller, const net::Request& request) -> Answer {
    const auto conversation = conversation_of(request);
    if (!conversation) return conversation.error();
    const auto message = message_of(request);
    if (!message) return message.error();
    std::vector<SendAttempt> attempts;
    const auto read = store.read(caller.workspace, [&](Transaction& tx) -> Result<void> {
      const auto found = tx.messages().load({&*message, 1});
      if (!found) return found.error();
      if (found->empty() || found->front().conversation != *conversation)
        return not_found("There is no such message in this conversation.");
      auto kept = tx.send_attempts().of_message(*message);
      if (!kept) return kept.error();
      attempts = std::move(*kept);
      return {};
    });
    if (!read) return read.error();
    JsonWriter json;
    json.begin_object();
    write_items(json, attempts);
    json.end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api
