// What others did to a message after it was written, and what it answers to: reactions, edits, its deletion, the message
// it quotes. Kept as messages of their own and joined when the message is read, so that the order of arrival is nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/delivery_status.h"
#include "domain/ids.h"
#include "domain/message.h"

namespace recado {

struct StoredMessage;

struct Reaction {
  Direction by = Direction::inbound;
  std::optional<PersonId> author;  // the member, of one of ours
  std::string emoji;
  UtcMs at{};
  DeliveryStatus status = DeliveryStatus::received;
};

struct EarlierText {
  std::string text;
  UtcMs at{};  // when it was written
};

// The quoted message in short; its id is none when we do not have it (any more).
struct QuotedMessage {
  std::optional<MessageId> id;
  Direction direction = Direction::inbound;
  MessageType type = MessageType::unknown;
  std::string text;
  bool deleted = false;
};

struct MessageContext {
  std::vector<Reaction> reactions;
  std::vector<EarlierText> earlier;  // oldest first; of an edited message
  std::optional<UtcMs> edited_at;
  std::optional<UtcMs> deleted_at;
  std::optional<QuotedMessage> quoted;  // of a reply
};

// Joins to a message what is about it. Each side has one reaction, its last; only who wrote a message edits or deletes it;
// the newest text is shown, and of a deleted message nothing but that it was there.
void apply_changes(StoredMessage& message, std::vector<StoredMessage> changes);

QuotedMessage quoted_from(const StoredMessage& message);

}  // namespace recado
