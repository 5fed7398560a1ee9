// A message as it is kept and shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/delivery_status.h"
#include "domain/ids.h"
#include "domain/media_file.h"
#include "domain/message.h"
#include "domain/message_context.h"

namespace recado {

struct StoredMessage {
  MessageId id;
  ConversationId conversation;
  ConnectionId connection;
  Direction direction = Direction::inbound;
  MessageType type = MessageType::text;
  UtcMs sent_at{};      // provider's time; ours for what we queued
  UtcMs received_at{};  // when we got or queued it
  DeliveryStatus status = DeliveryStatus::received;
  std::optional<PersonId> author;
  std::optional<std::string> client_key;
  // Seconds as the provider wrote them, 0 when it wrote none: with provider_id what a redelivery is recognised by. None for
  // what we queued ourselves.
  std::optional<std::int64_t> provider_time_s;
  std::string provider_id;  // empty until the provider has given one
  std::string text;
  std::string payload;   // the item as the provider wrote it
  std::string content;   // what it says beside `text`, as JSON in our own words (app/content_json.h); empty: nothing
  std::string reply_to;  // provider's id of the quoted message; of a reaction, edit or deletion: what it is about
  std::optional<MessageId> target;  // the same as our own id, once that is known
  std::optional<DeliveryError> error;
  std::optional<MessageId> retry_of;    // the message of ours that this one sends again
  std::optional<MessageId> retried_by;  // and the one that sends this one again
  std::vector<MediaFile> media;         // its files, in the order of the message
  MessageContext context;               // joined when it is read for a screen
};

// The message that a screen shows it on.
inline MessageId shown_on(const StoredMessage& message) { return message.target.value_or(message.id); }

// `unknown` is written before the provider is asked, so that a crash during the call is not mistaken for "never asked".
// As long as nothing is known to have gone wrong (no error), a person sees it as queued still.
inline DeliveryStatus visible_status(const StoredMessage& message) {
  const bool being_sent = message.status == DeliveryStatus::unknown && !message.error;
  return being_sent ? DeliveryStatus::queued : message.status;
}

}  // namespace recado
