#include "domain/conversation.h"

#include <algorithm>
#include <tuple>

namespace recado {

std::string_view to_text(ConversationStatus status) {
  switch (status) {
    case ConversationStatus::open: return "open";
    case ConversationStatus::closed: return "closed";
    case ConversationStatus::archived: return "archived";
  }
  return "open";
}

std::optional<ConversationStatus> conversation_status_from(std::string_view text) {
  for (const auto status : {ConversationStatus::open, ConversationStatus::closed, ConversationStatus::archived}) {
    if (to_text(status) == text) return status;
  }
  return {};
}

void Conversation::add(const ThreadEntry& entry) {
  const bool theirs = entry.direction == Direction::inbound;
  const bool reacted = entry.type == MessageType::reaction && theirs && !entry.preview.empty();
  const bool speaks = !changes_another(entry.type) && entry.type != MessageType::system;
  const bool newest =
      !last_message_id || std::tie(entry.sent_at, entry.id) >= std::tie(last_message_at, last_message_id);
  if (newest && (speaks || reacted || !last_message_id)) {
    last_message_at = entry.sent_at;
    last_message_id = entry.id;
    last_direction = entry.direction;
    last_type = entry.type;
    preview = entry.preview;
    if (!theirs) waiting_since.reset();
  }
  if (!theirs || entry.history || entry.type == MessageType::system) return;

  last_inbound_at = std::max(last_inbound_at.value_or(entry.sent_at), entry.sent_at);
  if (speaks || reacted) ++unread_count;
  if (!speaks) return;
  status = ConversationStatus::open;
  const bool answered_already = last_direction == Direction::outbound && entry.sent_at <= last_message_at;
  if (!answered_already) waiting_since = std::min(waiting_since.value_or(entry.sent_at), entry.sent_at);
}

void Conversation::amend(MessageId message, MessageType type, std::string_view text) {
  if (message != last_message_id) return;
  if (type == MessageType::revoke) last_type = MessageType::revoke;
  MessageContent shown;
  shown.text = text;
  preview = preview_of(shown);
}

}  // namespace recado
