// Puts webhooks into a change: what the business is told when a customer writes or a message of its own moves on.
#pragma once

#include <string_view>

#include "simulator/ledger.h"

namespace recado::simulator {

// How long after the change the status webhooks start, so that they seldom overtake the answer to the send.
inline constexpr std::int64_t k_sent_after_ms = 25;
inline constexpr std::int64_t k_delivered_after_ms = 60;
inline constexpr std::int64_t k_read_after_ms = 110;

// Commits nothing when the number has no callback or its account is not subscribed; false then.
bool tell_message(Change& change, const ThreadKey& key, const PhoneMessage& message, UtcMs now);
// The message reaches `status`: changes it in the thread and tells the business.
void tell_status(Change& change, const ThreadKey& key, const PhoneMessage& message, MessageStatus status, UtcMs now,
                 std::int64_t after_ms);

// A failed status for a message that no thread holds, because nobody has that number.
struct FailedMessage {
  std::string id;
  std::string recipient_phone;    // digits; may be empty
  std::string recipient_user_id;  // may be empty
  std::string callback_data;
  int code = 0;
  std::string details;
};
void tell_failure(Change& change, const Number& number, const FailedMessage& failed, UtcMs now);

}  // namespace recado::simulator
