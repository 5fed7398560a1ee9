// Finding messages by their words, newest first. The two databases have their own full-text engines; both are given words
// that are folded already, so that they find the same.
#include <fmt/format.h>

#include <limits>

#include "store/media_files.h"
#include "store/message_context.h"
#include "store/messages.h"
#include "store/rows.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_search_sqlite{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM message_search s JOIN message m ON m.id = s.rowid "
    "WHERE message_search MATCH $1 AND s.rowid < $2 AND m.workspace_id = $4 ORDER BY s.rowid DESC LIMIT $3"};
// PostgreSQL cannot know how frequent a word is when it plans, and either order of work is bad for one kind: newest first
// reads everything for a rare word, the words' index collects most of the table for a common one. So the newest are looked
// through first; a word that does not fill a page among them is rare enough for the index. The sum keeps it off the order.
constexpr sql::Statement k_search_newest_postgres{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM (SELECT message_id, words FROM message_search WHERE workspace_id = $4 AND message_id < $2 "
    "ORDER BY message_id DESC LIMIT 4000) s JOIN message m ON m.workspace_id = $4 AND m.id = s.message_id "
    "WHERE s.words @@ to_tsquery('simple', $1) ORDER BY s.message_id DESC LIMIT $3"};
constexpr sql::Statement k_search_all_postgres{
    "SELECT " RECADO_MESSAGE_COLUMNS
    " FROM (SELECT message_id FROM message_search WHERE workspace_id = $4 AND words @@ to_tsquery('simple', $1) "
    "AND message_id < $2 ORDER BY message_id + 0 DESC LIMIT $3) s "
    "JOIN message m ON m.workspace_id = $4 AND m.id = s.message_id ORDER BY s.message_id DESC"};

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
  const auto search_by = [&](const sql::Statement& statement) -> Result<void> {
    found.clear();
    const auto ran = connection_.run(statement, {query, below, limit, workspace_},
                                     [&](const sql::Row& row) { found.push_back(message_from(row)); });
    if (!ran) return ran.error();
    if (auto filled = load_media(connection_, workspace_, found); !filled) return filled;
    return join_context(connection_, workspace_, pointers_to(found));
  };
  if (auto searched = search_by(sqlite ? k_search_sqlite : k_search_newest_postgres); !searched)
    return searched.error();
  if (sqlite || found.size() >= static_cast<std::size_t>(limit)) return found;
  if (auto searched = search_by(k_search_all_postgres); !searched) return searched.error();
  return found;
}

}  // namespace recado::store
