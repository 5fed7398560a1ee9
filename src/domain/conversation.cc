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
  if (!last_message_id || std::tie(entry.sent_at, entry.id) >= std::tie(last_message_at, last_message_id)) {
    last_message_at = entry.sent_at;
    last_message_id = entry.id;
    last_direction = entry.direction;
    last_type = entry.type;
    preview = entry.preview;
    if (entry.direction == Direction::outbound) waiting_since.reset();
  }
  if (entry.direction == Direction::outbound || entry.history) return;

  ++unread_count;
  status = ConversationStatus::open;
  last_inbound_at = std::max(last_inbound_at.value_or(entry.sent_at), entry.sent_at);
  const bool answered_already = last_direction == Direction::outbound && entry.sent_at <= last_message_at;
  if (!answered_already) waiting_since = std::min(waiting_since.value_or(entry.sent_at), entry.sent_at);
}

}  // namespace recado
