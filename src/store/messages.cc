#include "store/messages.h"

#include <algorithm>
#include <limits>

#include "base/crypto.h"
#include "store/media_files.h"
#include "store/message_context.h"
#include "store/rows.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_insert{
    "INSERT INTO message (workspace_id, id, conversation_id, connection_id, direction, type, sent_at, received_at, "
    "status, "
    "author_id, client_key, provider_time, provider_hash, provider_id, text, payload, content, reply_to, target_hash, "
    "target_id, error_reason, error_message, error_next_step) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) "
    "ON CONFLICT DO NOTHING RETURNING id"};
constexpr std::size_t k_insert_width = 23;
constexpr sql::Statement k_there_at{
    "SELECT provider_id, id, type FROM message WHERE workspace_id = $1 AND connection_id = $2 AND provider_time = $3 "
    "AND provider_hash = $4"};
constexpr sql::Statement k_fill{
    "UPDATE message SET type = $3, text = $4, payload = $5, content = $6, reply_to = $7 WHERE workspace_id = $1 AND id "
    "= "
    "$2"};
constexpr sql::Statement k_find_in_thread{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.sent_at >= $3 AND m.provider_hash = $4 "
    "ORDER BY m.sent_at DESC, m.id DESC"};
constexpr sql::Statement k_load{"SELECT " RECADO_MESSAGE_COLUMNS
                                " FROM message m WHERE m.workspace_id = $1 AND m.id = $2"};
constexpr sql::Statement k_by_client_key{"SELECT " RECADO_MESSAGE_COLUMNS
                                         " FROM message m WHERE m.workspace_id = $1 AND m.client_key = $2"};
constexpr sql::Statement k_find_sent{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message m WHERE m.workspace_id = $1 AND m.connection_id = $2 AND m.provider_hash = $3 AND m.direction = 1"};
constexpr sql::Statement k_save_delivery{
    "UPDATE message SET status = $3, provider_id = $4, provider_hash = $5, error_reason = $6, error_message = $7, "
    "error_next_step = $8 WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_set_retried_by{
    "UPDATE message SET retried_by = $3 WHERE workspace_id = $1 AND id = $2 AND retried_by IS NULL"};
constexpr sql::Statement k_set_retry_of{"UPDATE message SET retry_of = $3 WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_page_older{"SELECT " RECADO_MESSAGE_COLUMNS
                                      " FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND "
                                      "m.target_hash IS NULL AND (m.sent_at, m.id) < ($3, $4) "
                                      "ORDER BY m.sent_at DESC, m.id DESC LIMIT $5"};
constexpr sql::Statement k_page_newer{"SELECT " RECADO_MESSAGE_COLUMNS
                                      " FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND "
                                      "m.target_hash IS NULL AND (m.sent_at, m.id) > ($3, $4) "
                                      "ORDER BY m.sent_at, m.id LIMIT $5"};

sql::Value hash_of(const std::string& provider_id) {
  return provider_id.empty() ? sql::Value{} : sql::Value{crypto::hash64(provider_id)};
}

void append_values(std::vector<sql::Value>& values, WorkspaceId workspace, const StoredMessage& m, sql::Value hash) {
  const bool failed = m.error.has_value();
  values.insert(values.end(), {workspace,
                               m.id,
                               m.conversation,
                               m.connection,
                               static_cast<int>(m.direction),
                               static_cast<int>(m.type),
                               m.sent_at,
                               m.received_at,
                               static_cast<int>(m.status),
                               m.author,
                               m.client_key,
                               m.provider_time_s,
                               hash,
                               m.provider_id,
                               m.text,
                               m.payload,
                               m.content,
                               m.reply_to,
                               changes_another(m.type) ? hash_of(m.reply_to) : sql::Value{},
                               m.target,
                               failed ? sql::Value{m.error->reason} : sql::Value{},
                               failed ? sql::Value{m.error->message} : sql::Value{},
                               failed ? sql::Value{m.error->next_step} : sql::Value{}});
}

}  // namespace

Result<std::vector<Inserted>> SqlMessages::insert(std::span<const StoredMessage> messages) {
  std::vector<sql::Value> values;
  values.reserve(messages.size() * k_insert_width);
  for (const StoredMessage& message : messages)
    append_values(values, workspace_, message, hash_of(message.provider_id));
  std::vector<Inserted> inserted(messages.size(), Inserted::known);
  const auto ran = connection_.run_many(k_insert, k_insert_width, values,
                                        [&](std::size_t set, const sql::Row&) { inserted[set] = Inserted::created; });
  if (!ran) return ran.error();
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (inserted[i] == Inserted::created || !messages[i].provider_time_s || messages[i].provider_id.empty()) continue;
    const auto beside = insert_beside(messages[i]);
    if (!beside) return beside.error();
    inserted[i] = *beside;
  }
  return inserted;
}

Result<Inserted> SqlMessages::insert_beside(const StoredMessage& message) {
  constexpr int most_collisions = 8;
  std::int64_t hash = crypto::hash64(message.provider_id);
  for (int tried = 0; tried < most_collisions; ++tried, ++hash) {
    std::optional<std::string> there;
    MessageId id;
    bool placeholder = false;
    const auto looked = connection_.run(
        k_there_at, {workspace_, message.connection, message.provider_time_s, hash}, [&](const sql::Row& row) {
          there = row.string(0);
          id = row.id<MessageId>(1);
          placeholder = static_cast<MessageType>(row.integer(2)) == MessageType::media_placeholder;
        });
    if (!looked) return looked.error();
    if (there == message.provider_id) {
      if (!placeholder || message.type == MessageType::media_placeholder) return Inserted::known;
      if (auto filled = fill_placeholder(id, message); !filled) return filled.error();
      return Inserted::filled;
    }
    if (there) continue;
    std::vector<sql::Value> values;
    append_values(values, workspace_, message, sql::Value{hash});
    const auto inserted = connection_.run(k_insert, values);
    if (!inserted) return inserted.error();
    if (*inserted > 0) return Inserted::created;
    return Inserted::known;  // the same message under its other key: an echo of one that we sent
  }
  return internal("Too many messages of one second share a hash.");
}

Result<void> SqlMessages::fill_placeholder(MessageId placeholder, const StoredMessage& message) {
  const auto ran = connection_.run(k_fill, {workspace_, placeholder, static_cast<int>(message.type), message.text,
                                            message.payload, message.content, message.reply_to});
  if (!ran) return ran.error();
  return {};
}

Result<std::optional<StoredMessage>> SqlMessages::find_in_thread(ConversationId conversation,
                                                                 const std::string& provider_id, UtcMs since) {
  std::optional<StoredMessage> found;
  const auto ran = connection_.run(k_find_in_thread, {workspace_, conversation, since, hash_of(provider_id)},
                                   [&](const sql::Row& row) {
                                     auto message = message_from(row);
                                     if (message.provider_id == provider_id) found = std::move(message);
                                   });
  if (!ran) return ran.error();
  return found;
}

Result<std::vector<StoredMessage>> SqlMessages::show(std::span<const MessageId> ids) {
  auto messages = load(ids);
  if (!messages) return messages;
  if (auto joined = join_context(connection_, workspace_, pointers_to(*messages)); !joined) return joined.error();
  return messages;
}

Result<std::vector<StoredMessage>> SqlMessages::load(std::span<const MessageId> ids) {
  std::vector<sql::Value> values;
  for (const MessageId id : ids) values.insert(values.end(), {workspace_, id});
  std::vector<StoredMessage> messages;
  const auto ran = connection_.run_many(
      k_load, 2, values, [&](std::size_t, const sql::Row& row) { messages.push_back(message_from(row)); });
  if (!ran) return ran.error();
  if (auto filled = load_media(connection_, workspace_, messages); !filled) return filled.error();
  return messages;
}

Result<std::optional<StoredMessage>> SqlMessages::find_by_client_key(const std::string& key) {
  std::optional<StoredMessage> found;
  const auto ran =
      connection_.run(k_by_client_key, {workspace_, key}, [&](const sql::Row& row) { found = message_from(row); });
  if (!ran) return ran.error();
  if (!found) return found;
  if (auto filled = load_media(connection_, workspace_, {&*found, 1}); !filled) return filled.error();
  return found;
}

Result<std::vector<std::optional<StoredMessage>>> SqlMessages::find_sent(ConnectionId connection,
                                                                         std::span<const std::string> provider_ids) {
  std::vector<sql::Value> values;
  for (const std::string& id : provider_ids) values.insert(values.end(), {workspace_, connection, hash_of(id)});
  std::vector<std::optional<StoredMessage>> found(provider_ids.size());
  const auto ran = connection_.run_many(k_find_sent, 3, values, [&](std::size_t set, const sql::Row& row) {
    auto message = message_from(row);
    if (message.provider_id == provider_ids[set]) found[set] = std::move(message);
  });
  if (!ran) return ran.error();
  return found;
}

Result<void> SqlMessages::save_delivery(std::span<const StoredMessage> messages) {
  std::vector<sql::Value> values;
  for (const StoredMessage& m : messages) {
    const bool failed = m.error.has_value();
    values.insert(values.end(), {workspace_, m.id, static_cast<int>(m.status), m.provider_id, hash_of(m.provider_id),
                                 failed ? sql::Value{m.error->reason} : sql::Value{},
                                 failed ? sql::Value{m.error->message} : sql::Value{},
                                 failed ? sql::Value{m.error->next_step} : sql::Value{}});
  }
  return connection_.run_many(k_save_delivery, 8, values);
}

Result<void> SqlMessages::link_retry(MessageId failed, MessageId retry) {
  const auto first = connection_.run(k_set_retried_by, {workspace_, failed, retry});
  if (!first) return first.error();
  if (*first == 0) return conflict("The message is being sent again.");
  const auto second = connection_.run(k_set_retry_of, {workspace_, retry, failed});
  if (!second) return second.error();
  return {};
}

Result<std::vector<StoredMessage>> SqlMessages::page(ConversationId conversation, std::optional<ThreadCursor> from,
                                                     Towards towards, int limit) {
  using Limits = std::numeric_limits<std::int64_t>;
  const bool older = towards == Towards::older;
  const std::int64_t edge = older ? Limits::max() : Limits::min();
  std::vector<StoredMessage> page;
  const auto ran = connection_.run(
      older ? k_page_older : k_page_newer,
      {workspace_, conversation, from ? count_ms(from->sent_at) : edge, from ? from->id.value : edge, limit},
      [&](const sql::Row& row) { page.push_back(message_from(row)); });
  if (!ran) return ran.error();
  if (auto filled = load_media(connection_, workspace_, page); !filled) return filled.error();
  if (auto joined = join_context(connection_, workspace_, pointers_to(page)); !joined) return joined.error();
  if (older) std::ranges::reverse(page);
  return page;
}

}  // namespace recado::store
