// How rows become values: the column lists that queries select, and the functions that read them in that order.
#pragma once

#include "domain/contact.h"
#include "domain/conversation.h"
#include "domain/stored_message.h"
#include "ports/conversations.h"
#include "sql/value.h"

// Literal text, so that a query stays one constant whose address names its prepared statement.
#define RECADO_CONVERSATION_COLUMNS                                                                                    \
  "c.id, c.connection_id, c.contact_id, c.status, c.assignee_id, c.unread_count, c.last_inbound_at, c.waiting_since, " \
  "c.last_message_at, c.last_message_id, c.last_direction, c.last_type, c.preview, c.created_at"
#define RECADO_CONTACT_COLUMNS "k.id, k.profile_name, k.username, k.phone, k.user_id"
// The newest message's status as a person sees it: unknown without a trouble is still on its way (visible_status).
#define RECADO_LAST_STATUS                                                                             \
  "(SELECT CASE WHEN l.status = 8 AND l.error_reason IS NULL THEN 1 ELSE l.status END FROM message l " \
  "WHERE l.workspace_id = c.workspace_id AND l.id = c.last_message_id)"
#define RECADO_INBOX_COLUMNS RECADO_CONVERSATION_COLUMNS ", " RECADO_CONTACT_COLUMNS ", " RECADO_LAST_STATUS
#define RECADO_MESSAGE_COLUMNS                                                                                       \
  "m.id, m.conversation_id, m.connection_id, m.direction, m.type, m.sent_at, m.received_at, m.status, m.author_id, " \
  "m.client_key, m.provider_time, m.provider_id, m.text, m.payload, m.content, m.reply_to, m.target_id, "            \
  "m.error_reason, m.error_message, "                                                                                \
  "m.error_next_step, m.retry_of, m.retried_by"

namespace recado::store {

constexpr int k_conversation_columns = 14;
constexpr int k_contact_columns = 5;
constexpr int k_inbox_columns = k_conversation_columns + k_contact_columns + 1;
constexpr int k_message_columns = 22;

// `first`: the column at which the list begins
Conversation conversation_from(const sql::Row& row, int first = 0);
Contact contact_from(const sql::Row& row, int first = 0);
ConversationWithContact inbox_row_from(const sql::Row& row, int first = 0);
StoredMessage message_from(const sql::Row& row, int first = 0);

}  // namespace recado::store
