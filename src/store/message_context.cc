#include "store/message_context.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/crypto.h"
#include "store/rows.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_changes{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message m WHERE m.workspace_id = $1 AND m.connection_id = $2 AND m.target_hash = $3"};
constexpr sql::Statement k_ours{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message m WHERE m.workspace_id = $1 AND m.connection_id = $2 AND m.provider_hash = $3 AND m.direction = 1"};
// A customer quotes what is near, as a rule. Looking further back would read the whole thread for an id we never had.
constexpr sql::Statement k_before{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM (SELECT * FROM message x WHERE x.workspace_id = $1 AND x.conversation_id = $2 AND (x.sent_at, x.id) < ($3, "
    "$4) ORDER BY x.sent_at DESC, x.id DESC LIMIT 2000) m WHERE m.provider_hash = $5"};

using Messages = std::span<StoredMessage* const>;

Result<void> join_changes(sql::Connection& connection, WorkspaceId workspace, Messages messages) {
  std::vector<StoredMessage*> asked;
  std::vector<sql::Value> values;
  for (StoredMessage* message : messages) {
    if (message->provider_id.empty() || changes_another(message->type)) continue;
    asked.push_back(message);
    values.insert(values.end(), {workspace, message->connection, crypto::hash64(message->provider_id)});
  }
  std::vector<std::vector<StoredMessage>> changes(asked.size());
  const auto ran = connection.run_many(k_changes, 3, values, [&](std::size_t set, const sql::Row& row) {
    StoredMessage change = message_from(row);
    if (change.reply_to == asked[set]->provider_id) changes[set].push_back(std::move(change));
  });
  if (!ran) return ran.error();
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!changes[i].empty()) apply_changes(*asked[i], std::move(changes[i]));
  }
  return {};
}

// The quoted messages by the provider's id: ours by their index, the customer's in the thread before the one that quotes.
class Quotes {
 public:
  Quotes(sql::Connection& connection, WorkspaceId workspace) : connection_(connection), workspace_(workspace) {}

  Result<void> join(Messages messages) {
    std::vector<StoredMessage*> quoting;
    for (StoredMessage* message : messages) {
      if (!message->reply_to.empty() && !changes_another(message->type)) quoting.push_back(message);
    }
    if (quoting.empty()) return {};
    if (auto found = find_ours(quoting); !found) return found;
    for (const StoredMessage* message : quoting) {
      if (auto found = find_before(*message); !found) return found;
    }
    std::vector<StoredMessage*> quoted;
    quoted.reserve(found_.size());
    for (auto& [id, message] : found_) quoted.push_back(&message);
    if (auto joined = join_changes(connection_, workspace_, quoted); !joined) return joined;
    for (StoredMessage* message : quoting) {
      const auto at = found_.find(key_of(*message));
      message->context.quoted = at == found_.end() ? QuotedMessage{} : quoted_from(at->second);
    }
    return {};
  }

 private:
  using Key = std::pair<ConnectionId, std::string>;
  static Key key_of(const StoredMessage& message) { return {message.connection, message.reply_to}; }

  Result<void> find_ours(const std::vector<StoredMessage*>& quoting) {
    std::vector<sql::Value> values;
    for (const StoredMessage* message : quoting)
      values.insert(values.end(), {workspace_, message->connection, crypto::hash64(message->reply_to)});
    return connection_.run_many(k_ours, 3, values, [&](std::size_t set, const sql::Row& row) {
      StoredMessage message = message_from(row);
      if (message.provider_id == quoting[set]->reply_to) found_.emplace(key_of(*quoting[set]), std::move(message));
    });
  }

  Result<void> find_before(const StoredMessage& quoting) {
    if (found_.contains(key_of(quoting))) return {};
    const auto ran = connection_.run(
        k_before, {workspace_, quoting.conversation, quoting.sent_at, quoting.id, crypto::hash64(quoting.reply_to)},
        [&](const sql::Row& row) {
          StoredMessage message = message_from(row);
          if (message.provider_id == quoting.reply_to) found_.emplace(key_of(quoting), std::move(message));
        });
    if (!ran) return ran.error();
    return {};
  }

  sql::Connection& connection_;
  WorkspaceId workspace_;
  std::map<Key, StoredMessage> found_;
};

}  // namespace

Result<void> join_context(sql::Connection& connection, WorkspaceId workspace, Messages messages) {
  if (messages.empty()) return {};
  if (auto joined = join_changes(connection, workspace, messages); !joined) return joined;
  return Quotes{connection, workspace}.join(messages);
}

std::vector<StoredMessage*> pointers_to(std::vector<StoredMessage>& messages) {
  std::vector<StoredMessage*> pointers;
  pointers.reserve(messages.size());
  for (StoredMessage& message : messages) pointers.push_back(&message);
  return pointers;
}

}  // namespace recado::store
