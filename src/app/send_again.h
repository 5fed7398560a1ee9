// "Send again" by hand: a message of ours that failed, or of which nobody knows whether it arrived, goes out once more as a
// new message that is linked to it.
#pragma once

#include <string>

#include "app/send_message.h"

namespace recado {

class SendAgain {
 public:
  SendAgain(Store& store, SendMessage& send) : store_(store), send_(send) {}

  // The queued message, or the earlier one of the same key. Errors: not_found, those of check_send_again
  // (domain/send_again.h), and those of SendMessage, by whose rules it goes.
  Result<StoredMessage> operator()(const Caller& caller, ConversationId conversation, MessageId message,
                                   const std::string& client_key);

 private:
  Store& store_;
  SendMessage& send_;
};

}  // namespace recado
