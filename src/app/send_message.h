// A member's reply: decided, made durable with its job, and only then told as queued. The provider is asked later, by
// DeliverMessage.
#pragma once

#include <string>

#include "base/clock.h"
#include "ports/accounts.h"
#include "ports/store.h"

namespace recado {

struct OutgoingText {
  ConversationId conversation;
  std::string text;        // 1 to 4,096 characters (Unicode code points), not only white space
  std::string client_key;  // Idempotency-Key, 1 to 128 bytes: the same key makes the message once
};

// The workspace refuses a text longer than what every provider takes.
constexpr std::size_t k_longest_text = 4096;
constexpr std::size_t k_longest_client_key = 128;

class SendMessage {
 public:
  SendMessage(Store& store, IdSource& ids, const Clock& clock) : store_(store), ids_(ids), clock_(clock) {}

  // The queued message, or the earlier one of the same key. Errors: invalid (field "text" or "Idempotency-Key"); not_found;
  // conflict with reason "window_closed" (detail names the window's end) or "idempotency_key_reused".
  Result<StoredMessage> operator()(const Caller& caller, const OutgoingText& outgoing);

 private:
  Store& store_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
