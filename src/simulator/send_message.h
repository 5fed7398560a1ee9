// The business sends: decides whether the message is taken, puts it into the customer's thread and tells of its way.
#pragma once

#include <string>

#include "simulator/graph_error.h"
#include "simulator/ledger.h"
#include "simulator/outgoing_message.h"

namespace recado::simulator {

struct SendContext {
  int version = 0;  // of the API, as the path says it; 0: none
  UtcMs now{};
  bool pretend_not_on_whatsapp = false;
};

// The JSON answer to the sender. Errors: 130403, 131021, 131047, 133010.
GraphResult<std::string> send_message(Change& change, const std::string& number_id, const OutgoingMessage& message,
                                      const SendContext& context);

// The business has read up to this message of the customer: that and the earlier ones of the thread. False: no such message.
bool mark_read(Change& change, const std::string& number_id, const std::string& message_id);

// The message with this id reached a customer who is reachable: delivered and, when they look, read.
void arrive(Change& change, const ThreadKey& key, const std::string& message_id, UtcMs now);

// Only the digits of what a sender writes into `to`.
std::string digits_of(std::string_view text);
// Whether a customer wrote to the number less than 24 hours before `now`.
bool window_is_open(const World& world, const ThreadKey& key, UtcMs now);

}  // namespace recado::simulator
