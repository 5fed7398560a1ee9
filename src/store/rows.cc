#include "store/rows.h"

namespace recado::store {

Conversation conversation_from(const sql::Row& row, int first) {
  int at = first;
  Conversation conversation;
  conversation.id = row.id<ConversationId>(at++);
  conversation.connection = row.id<ConnectionId>(at++);
  conversation.contact = row.id<ContactId>(at++);
  conversation.status = static_cast<ConversationStatus>(row.integer(at++));
  conversation.assignee = row.maybe_id<PersonId>(at++);
  conversation.unread_count = row.integer(at++);
  conversation.last_inbound_at = row.maybe_time(at++);
  conversation.waiting_since = row.maybe_time(at++);
  conversation.last_message_at = row.time(at++);
  conversation.last_message_id = row.id<MessageId>(at++);
  conversation.last_direction = static_cast<Direction>(row.integer(at++));
  conversation.last_type = static_cast<MessageType>(row.integer(at++));
  conversation.preview = row.string(at++);
  conversation.created_at = row.time(at++);
  return conversation;
}

Contact contact_from(const sql::Row& row, int first) {
  int at = first;
  Contact contact;
  contact.id = row.id<ContactId>(at++);
  contact.profile_name = row.maybe_string(at++);
  contact.username = row.maybe_string(at++);
  contact.phone = row.maybe_string(at++);
  contact.user_id = row.maybe_string(at++);
  return contact;
}

ConversationWithContact inbox_row_from(const sql::Row& row, int first) {
  ConversationWithContact shown{conversation_from(row, first), contact_from(row, first + k_conversation_columns)};
  shown.last_status = static_cast<DeliveryStatus>(row.maybe_integer(first + k_inbox_columns - 1).value_or(0));
  return shown;
}

StoredMessage message_from(const sql::Row& row, int first) {
  int at = first;
  StoredMessage message;
  message.id = row.id<MessageId>(at++);
  message.conversation = row.id<ConversationId>(at++);
  message.connection = row.id<ConnectionId>(at++);
  message.direction = static_cast<Direction>(row.integer(at++));
  message.type = static_cast<MessageType>(row.integer(at++));
  message.sent_at = row.time(at++);
  message.received_at = row.time(at++);
  message.status = static_cast<DeliveryStatus>(row.integer(at++));
  message.author = row.maybe_id<PersonId>(at++);
  message.client_key = row.maybe_string(at++);
  message.provider_time_s = row.maybe_integer(at++);
  message.provider_id = row.string(at++);
  message.text = row.string(at++);
  message.payload = row.string(at++);
  message.content = row.string(at++);
  message.reply_to = row.string(at++);
  message.target = row.maybe_id<MessageId>(at++);
  if (!row.is_null(at)) message.error = DeliveryError{row.string(at), row.string(at + 1), row.string(at + 2)};
  at += 3;
  message.retry_of = row.maybe_id<MessageId>(at++);
  message.retried_by = row.maybe_id<MessageId>(at++);
  return message;
}

}  // namespace recado::store
