// What a customer does with the phone: writes, opens the thread, goes offline and comes back.
#pragma once

#include <string>
#include <vector>

#include "simulator/ledger.h"

namespace recado::simulator {

struct CustomerMessage {
  std::string type = "text";
  std::string text;
  std::string content;  // JSON of any type but text
  std::string context_id;
  std::string extra;  // JSON object of further members of the item
  UtcMs at{};
  int count = 1;
};

// The new messages' ids. A business that blocked the customer is not told, and the message stays pending.
std::vector<std::string> customer_writes(Change& change, const ThreadKey& key, const CustomerMessage& message,
                                         UtcMs now);
// How many messages became read.
int customer_reads(Change& change, const ThreadKey& key, UtcMs now);
// `before` and after: what changed of the customer is in the World already. Sends on what waited for them to be online.
void customer_comes_online(Change& change, const std::string& customer_id, UtcMs now);

}  // namespace recado::simulator
