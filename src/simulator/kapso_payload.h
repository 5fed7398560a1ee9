// Kapso's JSON: a message with what Kapso adds to it, the conversation around it, and the payloads of its webhooks. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/world.h"

namespace recado::simulator {

// Everything a payload is about. All of it outlives the call.
struct KapsoSubject {
  const Number& number;
  const Customer& customer;
  const ThreadKey& key;
  const Thread* thread;  // null when nothing was written yet
};

std::string kapso_conversation_id(const ThreadKey& key);

// What is told of a message of the business, and `entry`, that status as Meta words it. Empty: the message as it stands.
struct KapsoStatus {
  std::string_view word;
  std::string_view entry;
  UtcMs at{};
};
std::string kapso_message(const KapsoSubject& subject, const PhoneMessage& message, const KapsoStatus& status);
std::string kapso_conversation(const KapsoSubject& subject);

// The payload of whatsapp.message.*
std::string kapso_message_payload(const KapsoSubject& subject, const PhoneMessage& message, const KapsoStatus& status);
// The payload of whatsapp.conversation.created
std::string kapso_conversation_payload(const KapsoSubject& subject);
// The payload of whatsapp.message.failed for a message that nobody got.
std::string kapso_failure_payload(const Number& number, std::string_view message_id, std::string_view recipient_phone,
                                  std::string_view recipient_user_id, std::string_view entry, UtcMs at);

// A buffered delivery of payloads.
std::string kapso_batch(std::string_view event, const std::vector<std::string>& payloads);

}  // namespace recado::simulator
