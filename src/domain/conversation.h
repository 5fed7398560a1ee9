// The one thread between a connection and a contact, as state that rules change. Load, decide here, save.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/message.h"

namespace recado {

// The numbers are stored: never renumber.
enum class ConversationStatus : std::uint8_t { open = 0, closed = 1, archived = 2 };
std::string_view to_text(ConversationStatus status);
std::optional<ConversationStatus> conversation_status_from(std::string_view text);

// One message as far as the conversation's state is concerned.
struct ThreadEntry {
  MessageId id;
  Direction direction = Direction::inbound;
  MessageType type = MessageType::text;
  UtcMs sent_at;  // provider time; the thread sorts by (sent_at, id)
  std::string preview;
  bool history = false;  // imported: opens no window, is not unread, reopens nothing
};

struct Conversation {
  ConversationId id;
  ConnectionId connection;
  ContactId contact;
  ConversationStatus status = ConversationStatus::open;
  std::optional<PersonId> assignee;
  std::int64_t unread_count = 0;
  std::optional<UtcMs> last_inbound_at;  // provider time of the customer's newest message: the window counts from it
  std::optional<UtcMs> waiting_since;    // provider time of the oldest customer message nobody has answered
  UtcMs last_message_at{};               // provider time of the newest entry
  MessageId last_message_id;
  Direction last_direction = Direction::inbound;
  MessageType last_type = MessageType::text;
  std::string preview;
  UtcMs created_at{};

  // A message joined the thread. Late ones (older than the newest) count as unread and may move the window, but do not
  // become the preview. A customer's message reopens a closed or archived conversation; a reaction is seen but asks for no
  // answer, edits, deletions and system messages are not even unread.
  void add(const ThreadEntry& entry);
  // A message was edited or deleted: the preview tells it when it was the newest.
  void amend(MessageId message, MessageType type, std::string_view text);
  void mark_read() { unread_count = 0; }
  void assign(std::optional<PersonId> to) { assignee = to; }
  void set_status(ConversationStatus to) { status = to; }

  bool operator==(const Conversation&) const = default;
};

}  // namespace recado
