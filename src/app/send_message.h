// A member's message: decided, made durable with its job, and only then told as queued. The provider is asked later, by
// DeliverMessage.
#pragma once

#include <optional>
#include <string>

#include "app/connection_directory.h"
#include "base/clock.h"
#include "domain/outgoing.h"
#include "ports/accounts.h"
#include "ports/store.h"

namespace recado {

struct OutgoingMessage {
  ConversationId conversation;
  OutgoingContent content;
  std::string client_key;               // Idempotency-Key, 1 to 128 bytes: the same key makes the message once
  std::optional<MessageId> reply_to;    // the message of the conversation that it quotes
  std::optional<MessageId> retry_of{};  // the one that it sends again (app/send_again.h); quotes what that quoted
};

constexpr std::size_t k_longest_client_key = 128;

class SendMessage {
 public:
  SendMessage(Store& store, const ConnectionDirectory& directory, IdSource& ids, const Clock& clock)
      : store_(store), directory_(directory), ids_(ids), clock_(clock) {}

  // The queued message, or the earlier one of the same key. Errors: invalid that names the field, with reason
  // "cannot_send_type" when the provider has no such message; not_found; conflict with reason "window_closed" (detail names
  // the window's end), "not_sent_yet" (what is quoted or reacted to has not reached the provider) or
  // "idempotency_key_reused"; with `retry_of` also those of check_send_again.
  Result<StoredMessage> operator()(const Caller& caller, const OutgoingMessage& outgoing);

 private:
  Store& store_;
  const ConnectionDirectory& directory_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
