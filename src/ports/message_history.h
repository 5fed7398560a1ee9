// What a provider still knows of a number's messages, and how far we have looked: a provider that does not repeat its webhooks
// is asked for what they would have said (app/recover_messages).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/delivery_status.h"
#include "domain/ids.h"
#include "domain/message.h"

namespace recado {

struct ProviderAccess;

// One message in a provider's list.
struct ListedMessage {
  std::string message_id;
  Direction direction = Direction::inbound;
  // What the provider's webhooks say of the time: with the id what an inbound message is recognised by. None: nothing.
  std::optional<std::int64_t> timestamp_s;
  DeliveryStatus status = DeliveryStatus::received;  // of an outbound one
  bool written_elsewhere = false;                    // an outbound one that we never sent: on the phone app
  std::string raw;                                   // as the provider wrote it
};

struct HistoryPage {
  std::vector<ListedMessage> messages;
  std::string next;  // pass it to list() for the next page; empty: this was the last
};

// A delivery that the provider did not make, in a form that its WebhookReader reads.
struct RecoveredDelivery {
  std::string event;
  std::string body;
};

class MessageHistory {
 public:
  virtual ~MessageHistory() = default;
  // Both directions, everything since `since`, in any order. Blocks. Errors: unavailable (try again later), unauthorized.
  virtual Result<HistoryPage> list(const ProviderAccess& access, UtcMs since, const std::string& next) = 0;
  // May have to ask the provider for more, such as where a file is. Errors as above.
  virtual Result<RecoveredDelivery> delivery(const ProviderAccess& access, const ListedMessage& message) = 0;
};

// Inside one transaction of one workspace.
class HistoryMarks {
 public:
  struct Key {
    std::int64_t provider_time_s = 0;  // 0: the provider writes none
    std::string provider_id;
  };

  virtual ~HistoryMarks() = default;
  // Up to when everything of the number has been looked for; none: never.
  virtual Result<std::optional<UtcMs>> looked_through(ConnectionId connection) = 0;
  virtual Result<void> set_looked_through(ConnectionId connection, UtcMs time) = 0;
  // Which of these messages, inbound or written elsewhere, we have, in order.
  virtual Result<std::vector<bool>> have(ConnectionId connection, std::span<const Key> inbound) = 0;
};

}  // namespace recado
