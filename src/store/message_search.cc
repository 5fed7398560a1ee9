// Finding messages by their words, newest first. The two databases have their own full-text engines; both are given words
// that are folded already, so that they find the same.
#include <fmt/format.h>

#include <limits>

#include "store/messages.h"
#include "store/rows.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_search_sqlite{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message_search s JOIN message m ON m.id = s.rowid "
    "WHERE message_search MATCH $1 AND s.rowid < $2 AND m.workspace_id = $4 ORDER BY s.rowid DESC LIMIT $3"};
constexpr sql::Statement k_search_postgres{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message_search s JOIN message m ON m.workspace_id = s.workspace_id AND m.id = s.message_id "
    "WHERE s.workspace_id = $4 AND s.words @@ to_tsquery('simple', $1) AND s.message_id < $2 "
    "ORDER BY s.message_id DESC LIMIT $3"};

// Words are letters and digits only, so quoting is all the escaping there is to do.
std::string sqlite_query(std::span<const std::string> words, WorkspaceId workspace) {
  std::string query = fmt::format("workspace : w{} AND body : (", workspace.value);
  for (std::size_t i = 0; i < words.size(); ++i) {
    query += fmt::format("{}\"{}\"{}", i == 0 ? "" : " AND ", words[i], i + 1 == words.size() ? "*" : "");
  }
  return query + ")";
}

std::string postgres_query(std::span<const std::string> words) {
  std::string query;
  for (std::size_t i = 0; i < words.size(); ++i) {
    query += fmt::format("{}'{}'{}", i == 0 ? "" : " & ", words[i], i + 1 == words.size() ? ":*" : "");
  }
  return query;
}

}  // namespace

Result<std::vector<StoredMessage>> SqlMessages::search(std::span<const std::string> words,
                                                       std::optional<MessageId> before, int limit) {
  const bool sqlite = connection_.dialect() == sql::Dialect::sqlite;
  const std::string query = sqlite ? sqlite_query(words, workspace_) : postgres_query(words);
  const std::int64_t below = before ? before->value : std::numeric_limits<std::int64_t>::max();
  std::vector<StoredMessage> found;
  const auto ran = connection_.run(sqlite ? k_search_sqlite : k_search_postgres, {query, below, limit, workspace_},
                                   [&](const sql::Row& row) { found.push_back(message_from(row)); });
  if (!ran) return ran.error();
  return found;
}

}  // namespace recado::store
