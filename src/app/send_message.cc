#include "app/send_message.h"

#include "app/content_json.h"
#include "app/outgoing_file.h"
#include "domain/capabilities.h"
#include "domain/send_again.h"
#include "domain/service_window.h"

namespace recado {

namespace {

Result<void> check_key(const std::string& key) {
  if (!key.empty() && key.size() <= k_longest_client_key) return {};
  return invalid("Idempotency-Key", "An Idempotency-Key of 1 to 128 bytes is needed.",
                 "Send a key of your own that is different for every message, such as a UUID.");
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

Error not_sent_yet(std::string field) {
  Error error = conflict("That message has not reached WhatsApp, so nothing can refer to it.",
                         "Wait until it is shown as sent, or write without referring to it.");
  error.reason = "not_sent_yet";
  error.field = std::move(field);
  return error;
}

// One message on its way into the queue.
class Sending {
 public:
  Sending(Transaction& tx, const Caller& caller, OutgoingMessage outgoing, UtcMs now)
      : tx_(tx), caller_(caller), outgoing_(std::move(outgoing)), now_(now) {}

  Result<StoredMessage> enqueue(const ConnectionDirectory& directory, IdSource& ids) {
    const auto earlier = tx_.messages().find_by_client_key(outgoing_.client_key);
    if (!earlier) return earlier.error();
    auto loaded = tx_.conversations().load({&outgoing_.conversation, 1});
    if (!loaded) return loaded.error();
    if (loaded->empty()) return not_found("There is no such conversation.");
    Conversation& conversation = loaded->front();
    if (auto found = find_failed(); !found) return found.error();
    if (auto filled = fill_file(tx_, outgoing_.content); !filled) return filled.error();
    auto message = queued(conversation, ids.next<MessageId>());
    if (!message) return message;
    if (*earlier) return same_as(**earlier, *message) ? Result<StoredMessage>{**earlier} : key_reused();
    if (auto fine = check_retry(); !fine) return fine.error();

    const auto connection = directory.find(conversation.connection);
    if (!connection) return not_found("The number of this conversation is gone.");
    if (auto fine = check_outgoing(outgoing_.content, connection->connection.provider); !fine) return fine.error();
    if (auto fine = check_file(tx_, outgoing_.content, connection->connection.provider); !fine) return fine.error();
    if (auto fine = check_quoting(*message, connection->connection.provider); !fine) return fine.error();
    const ServiceWindow window{conversation.last_inbound_at};
    if (!window.is_open(now_)) return window_closed(window);
    if (auto kept = keep(conversation, *message, connection->connection.provider, ids); !kept) return kept.error();
    auto shown = tx_.messages().show({&message->id, 1});
    if (!shown) return shown.error();
    return shown->empty() ? *message : std::move(shown->front());
  }

 private:
  Result<void> find_failed() {
    if (!outgoing_.retry_of) return {};
    auto found = tx_.messages().load({&*outgoing_.retry_of, 1});
    if (!found) return found.error();
    if (found->empty() || found->front().conversation != outgoing_.conversation)
      return not_found("There is no such message in this conversation.");
    failed_ = std::move(found->front());
    return {};
  }

  Result<void> check_retry() {
    if (!failed_) return {};
    if (!failed_->retried_by) return check_send_again(*failed_, nullptr);
    const auto retry = tx_.messages().load({&*failed_->retried_by, 1});
    if (!retry) return retry.error();
    return check_send_again(*failed_, retry->empty() ? nullptr : &retry->front());
  }

  static Result<void> check_quoting(const StoredMessage& message, Provider provider) {
    const bool quotes = !message.reply_to.empty() && !changes_another(message.type);
    if (!quotes || capabilities_of(provider).quoting) return {};
    return invalid("reply_to", "This number's provider cannot quote a message.", "Leave \"reply_to\" out.");
  }

  static bool same_as(const StoredMessage& earlier, const StoredMessage& message) {
    return earlier.conversation == message.conversation && earlier.type == message.type &&
           earlier.text == message.text && earlier.content == message.content && earlier.reply_to == message.reply_to &&
           earlier.retry_of == message.retry_of;
  }

  Result<StoredMessage> queued(const Conversation& conversation, MessageId id) {
    const OutgoingContent& content = outgoing_.content;
    StoredMessage message;
    message.id = id;
    message.conversation = conversation.id;
    message.connection = conversation.connection;
    message.direction = Direction::outbound;
    message.type = content.type;
    message.sent_at = now_;
    message.received_at = now_;
    message.status = DeliveryStatus::queued;
    message.author = caller_.person;
    message.client_key = outgoing_.client_key;
    const bool reacts = content.type == MessageType::reaction;
    message.text = reacts ? content.reaction_emoji : content.text;
    message.content = content_json(content);
    if (reacts && content.reaction_to) {
      auto about = referred(content.reaction_to, "reaction.message_id");
      if (!about) return about.error();
      if (now_ - about->sent_at > k_reactable)
        return invalid("reaction.message_id", "The message is older than 30 days: WhatsApp takes no reaction to it.");
      message.reply_to = about->provider_id;
      message.target = about->id;
    } else if (outgoing_.reply_to) {
      auto quoted = referred(*outgoing_.reply_to, "reply_to");
      if (!quoted) return quoted.error();
      message.reply_to = quoted->provider_id;
    } else if (failed_ && !reacts) {
      message.reply_to = failed_->reply_to;
    }
    message.retry_of = outgoing_.retry_of;
    return message;
  }

  // A message of this conversation that the provider knows.
  Result<StoredMessage> referred(MessageId id, const std::string& field) {
    auto found = tx_.messages().load({&id, 1});
    if (!found) return found.error();
    if (found->empty() || found->front().conversation != outgoing_.conversation ||
        changes_another(found->front().type) || found->front().type == MessageType::system) {
      return invalid(field, "There is no such message in this conversation.");
    }
    if (found->front().provider_id.empty()) return not_sent_yet(field);
    return std::move(found->front());
  }

  Result<void> keep(Conversation& conversation, const StoredMessage& message, Provider provider, IdSource& ids) {
    const auto inserted = tx_.messages().insert({&message, 1});
    if (!inserted) return inserted.error();
    // Another request with the same key was quicker; asked again, it is found above.
    if (inserted->front() != Inserted::created) return conflict("The same message is being sent.");
    if (failed_) {
      if (auto linked = link_retry(message); !linked) return linked;
    }
    const bool reacts = changes_another(message.type);
    if (!reacts) {
      conversation.add(
          {message.id, message.direction, message.type, message.sent_at, preview_of(outgoing_.content), false});
      conversation.mark_read();
      if (auto saved = tx_.conversations().save({&conversation, 1}); !saved) return saved.error();
    }
    if (auto bound = bind_file(tx_, message, outgoing_.content, failed_ ? &*failed_ : nullptr); !bound) return bound;
    const bool uploads = needs_upload(outgoing_.content, provider);
    if (uploads) {
      if (auto added = add_upload(tx_, message, outgoing_.content, ids.next<JobId>()); !added) return added;
    }
    // Its place in the lane is taken now; a file of ours has to be with the provider first.
    const UtcMs run_at = uploads ? now_ + k_wait_for_upload : now_;
    const Job job{ids.next<JobId>(), {}, JobKind::deliver, conversation.id.value, message.id.value, run_at, 0};
    if (auto added = tx_.jobs().add({&job, 1}); !added) return added.error();
    const NewLiveEvent event{reacts ? LiveKind::message_updated : LiveKind::message_created, conversation.id,
                             shown_on(message), now_};
    if (auto told = tx_.live_log().append({&event, 1}); !told) return told.error();
    return {};
  }

  // Both show the link.
  Result<void> link_retry(const StoredMessage& message) {
    if (auto linked = tx_.messages().link_retry(failed_->id, message.id); !linked) return linked;
    const NewLiveEvent event{LiveKind::message_updated, failed_->conversation, shown_on(*failed_), now_};
    if (auto told = tx_.live_log().append({&event, 1}); !told) return told.error();
    return {};
  }

  Transaction& tx_;
  const Caller& caller_;
  OutgoingMessage outgoing_;
  std::optional<StoredMessage> failed_;  // what is sent again
  UtcMs now_;
};

}  // namespace

Result<StoredMessage> SendMessage::operator()(const Caller& caller, const OutgoingMessage& outgoing) {
  if (auto fine = check_key(outgoing.client_key); !fine) return fine.error();
  constexpr int tries = 3;
  Result<StoredMessage> sent = internal("The message was not tried.");
  for (int tried = 0; tried < tries; ++tried) {
    const auto written = store_.write(caller.workspace, [&](Transaction& tx) -> Result<void> {
      sent = Sending{tx, caller, outgoing, clock_.now()}.enqueue(directory_, ids_);
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
