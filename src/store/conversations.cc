#include "store/conversations.h"

#include "store/rows.h"

namespace recado::store {

namespace {

// PostgreSQL locks what is about to be changed; SQLite has one writer and knows no FOR UPDATE.
#define RECADO_FIND_THREAD              \
  "SELECT " RECADO_CONVERSATION_COLUMNS \
  " FROM conversation c WHERE c.workspace_id = $1 AND c.connection_id = $2 AND c.contact_id = $3"
#define RECADO_LOAD_CONVERSATION \
  "SELECT " RECADO_CONVERSATION_COLUMNS " FROM conversation c WHERE c.workspace_id = $1 AND c.id = $2"

constexpr sql::Statement k_find{RECADO_FIND_THREAD};
constexpr sql::Statement k_find_locked{RECADO_FIND_THREAD " FOR UPDATE"};
constexpr sql::Statement k_load{RECADO_LOAD_CONVERSATION};
constexpr sql::Statement k_load_locked{RECADO_LOAD_CONVERSATION " FOR UPDATE"};
constexpr sql::Statement k_create{
    "INSERT INTO conversation (workspace_id, id, connection_id, contact_id, status, assignee_id, unread_count, "
    "last_inbound_at, waiting_since, last_message_at, last_message_id, last_direction, last_type, preview, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
constexpr sql::Statement k_save{
    "UPDATE conversation SET status = $3, assignee_id = $4, unread_count = $5, last_inbound_at = $6, waiting_since = "
    "$7, "
    "last_message_at = $8, last_message_id = $9, last_direction = $10, last_type = $11, preview = $12 "
    "WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_show{
    "SELECT " RECADO_INBOX_COLUMNS
    " FROM conversation c JOIN contact k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id "
    "WHERE c.workspace_id = $1 AND c.id = $2"};

}  // namespace

Result<std::vector<std::optional<Conversation>>> SqlConversations::find(std::span<const Thread> threads) {
  std::vector<sql::Value> values;
  values.reserve(threads.size() * 3);
  for (const auto& [connection, contact] : threads) values.insert(values.end(), {workspace_, connection, contact});
  std::vector<std::optional<Conversation>> found(threads.size());
  const auto ran =
      connection_.run_many(locks() ? k_find_locked : k_find, 3, values,
                           [&](std::size_t set, const sql::Row& row) { found[set] = conversation_from(row); });
  if (!ran) return ran.error();
  return found;
}

Result<std::vector<Conversation>> SqlConversations::load(std::span<const ConversationId> ids) {
  std::vector<sql::Value> values;
  for (const ConversationId id : ids) values.insert(values.end(), {workspace_, id});
  std::vector<Conversation> conversations;
  const auto ran =
      connection_.run_many(locks() ? k_load_locked : k_load, 2, values,
                           [&](std::size_t, const sql::Row& row) { conversations.push_back(conversation_from(row)); });
  if (!ran) return ran.error();
  return conversations;
}

Result<void> SqlConversations::create(std::span<const Conversation> conversations) {
  std::vector<sql::Value> values;
  for (const Conversation& c : conversations) {
    values.insert(values.end(),
                  {workspace_, c.id, c.connection, c.contact, static_cast<int>(c.status), c.assignee, c.unread_count,
                   c.last_inbound_at, c.waiting_since, c.last_message_at, c.last_message_id,
                   static_cast<int>(c.last_direction), static_cast<int>(c.last_type), c.preview, c.created_at});
  }
  return connection_.run_many(k_create, 15, values);
}

Result<void> SqlConversations::save(std::span<const Conversation> conversations) {
  std::vector<sql::Value> values;
  for (const Conversation& c : conversations) {
    values.insert(values.end(), {workspace_, c.id, static_cast<int>(c.status), c.assignee, c.unread_count,
                                 c.last_inbound_at, c.waiting_since, c.last_message_at, c.last_message_id,
                                 static_cast<int>(c.last_direction), static_cast<int>(c.last_type), c.preview});
  }
  return connection_.run_many(k_save, 12, values);
}

Result<std::optional<ConversationWithContact>> SqlConversations::show(ConversationId id) {
  std::optional<ConversationWithContact> found;
  const auto ran = connection_.run(k_show, {workspace_, id}, [&](const sql::Row& row) { found = inbox_row_from(row); });
  if (!ran) return ran.error();
  return found;
}

}  // namespace recado::store
