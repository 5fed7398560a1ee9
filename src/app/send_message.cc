#include "app/send_message.h"

#include <algorithm>

#include "domain/outgoing.h"
#include "domain/service_window.h"

namespace recado {

namespace {

Result<void> check(const OutgoingText& outgoing) {
  if (outgoing.client_key.empty() || outgoing.client_key.size() > k_longest_client_key) {
    return invalid("Idempotency-Key", "An Idempotency-Key of 1 to 128 bytes is needed.",
                   "Send a key of your own that is different for every message, such as a UUID.");
  }
  if (outgoing.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return invalid("text", "The text is empty.", "Write something.");
  }
  if (outgoing.text.find('\0') != std::string::npos)
    return invalid("text", "The text holds a zero character.", "Remove it.");
  if (characters_in(outgoing.text) > k_longest_text) {
    return invalid("text", "The text is longer than 4,096 characters.", "Send it as several messages.");
  }
  return {};
}

Error window_closed(const ServiceWindow& window) {
  Error error = conflict("The service window is closed: only a template can be sent.",
                         "Send an approved template, or wait until the customer writes again.");
  error.reason = "window_closed";
  if (const auto end = window.end()) {
    error.message = "The service window closed at " + to_iso8601(*end) + ": only a template can be sent.";
    error.facts.emplace_back("window_ended_at", to_iso8601(*end));
  }
  return error;
}

Error key_reused() {
  Error error = conflict("This Idempotency-Key was used for another message.", "Use a new key for a new message.");
  error.reason = "idempotency_key_reused";
  error.field = "Idempotency-Key";
  return error;
}

StoredMessage queued(const Caller& caller, const OutgoingText& outgoing, const Conversation& conversation, MessageId id,
                     UtcMs now) {
  StoredMessage message;
  message.id = id;
  message.conversation = conversation.id;
  message.connection = conversation.connection;
  message.direction = Direction::outbound;
  message.type = MessageType::text;
  message.sent_at = now;
  message.received_at = now;
  message.status = DeliveryStatus::queued;
  message.author = caller.person;
  message.client_key = outgoing.client_key;
  message.text = outgoing.text;
  return message;
}

Result<StoredMessage> enqueue(Transaction& tx, const Caller& caller, const OutgoingText& outgoing, IdSource& ids,
                              UtcMs now) {
  const auto earlier = tx.messages().find_by_client_key(outgoing.client_key);
  if (!earlier) return earlier.error();
  if (*earlier) {
    const bool same = (*earlier)->conversation == outgoing.conversation && (*earlier)->text == outgoing.text;
    if (!same) return key_reused();
    return **earlier;
  }
  auto loaded = tx.conversations().load({&outgoing.conversation, 1});
  if (!loaded) return loaded.error();
  if (loaded->empty()) return not_found("There is no such conversation.");
  Conversation& conversation = loaded->front();
  const ServiceWindow window{conversation.last_inbound_at};
  if (!window.is_open(now)) return window_closed(window);

  StoredMessage message = queued(caller, outgoing, conversation, ids.next<MessageId>(), now);
  const auto inserted = tx.messages().insert({&message, 1});
  if (!inserted) return inserted.error();
  // Another request with the same key was quicker; asked again, it is found above.
  if (!inserted->front()) return conflict("The same message is being sent.");
  MessageContent content;
  content.text = message.text;
  conversation.add({message.id, message.direction, message.type, message.sent_at, preview_of(content), false});
  conversation.mark_read();
  if (auto saved = tx.conversations().save({&conversation, 1}); !saved) return saved.error();
  const Job job{ids.next<JobId>(), {}, JobKind::deliver, conversation.id.value, message.id.value, now, 0};
  if (auto added = tx.jobs().add({&job, 1}); !added) return added.error();
  const NewLiveEvent event{LiveKind::message_created, conversation.id, message.id, now};
  if (auto told = tx.live_log().append({&event, 1}); !told) return told.error();
  return message;
}

}  // namespace

Result<StoredMessage> SendMessage::operator()(const Caller& caller, const OutgoingText& outgoing) {
  if (auto fine = check(outgoing); !fine) return fine.error();
  constexpr int tries = 3;
  Result<StoredMessage> sent = internal("The message was not tried.");
  for (int tried = 0; tried < tries; ++tried) {
    const auto written = store_.write(caller.workspace, [&](Transaction& tx) -> Result<void> {
      sent = enqueue(tx, caller, outgoing, ids_, clock_.now());
      if (!sent) return sent.error();
      return {};
    });
    if (written) return sent;
    const bool again = written.error().code == ErrorCode::conflict && written.error().reason.empty();
    if (!again && written.error().reason != "retry" && written.error().reason != "unique") return written.error();
    sent = written.error();
  }
  return sent;
}

}  // namespace recado
