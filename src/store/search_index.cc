// Fills the full-text index behind the commits, a workspace at a time.
#include <fmt/format.h>

#include "base/fold.h"
#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_workspaces{"SELECT id FROM workspace ORDER BY id"};
constexpr sql::Statement k_cursor{"SELECT indexed_through FROM search_cursor WHERE name = $1"};
constexpr sql::Statement k_set_cursor{
    "INSERT INTO search_cursor (name, indexed_through) VALUES ($1, $2) "
    "ON CONFLICT (name) DO UPDATE SET indexed_through = excluded.indexed_through"};
// The plus keeps SQLite on the rowid: by an index that begins with the workspace it would read and sort the whole table.
constexpr sql::Statement k_next_sqlite{
    "SELECT id, text FROM message WHERE +workspace_id = $1 AND id > $2 AND id < $3 ORDER BY id LIMIT $4"};
constexpr sql::Statement k_next_postgres{
    "SELECT id, text FROM message WHERE workspace_id = $1 AND id > $2 AND id < $3 ORDER BY id LIMIT $4"};
constexpr sql::Statement k_add_sqlite{"INSERT INTO message_search (rowid, workspace, body) VALUES ($1, $2, $3)"};
constexpr sql::Statement k_add_postgres{
    "INSERT INTO message_search (message_id, workspace_id, words) VALUES ($1, $2, to_tsvector('simple', $3)) "
    "ON CONFLICT DO NOTHING"};

struct Entry {
  MessageId id;
  std::string folded;
};

class SqlSearchIndex final : public SearchIndex {
 public:
  explicit SqlSearchIndex(sql::Database& database) : database_(database), words_(database.part(sql::Part::search)) {}

  Result<int> index_next(MessageId before, int limit) override {
    std::vector<WorkspaceId> workspaces;
    const auto listed = database_.read([&](sql::Connection& c) -> Result<void> {
      workspaces.clear();
      const auto ran =
          c.run(k_workspaces, {}, [&](const sql::Row& row) { workspaces.push_back(row.id<WorkspaceId>(0)); });
      if (!ran) return ran.error();
      return {};
    });
    if (!listed) return listed.error();
    for (const WorkspaceId workspace : workspaces) {
      const auto count = index_workspace(workspace, before, limit);
      if (!count || *count > 0) return count;
    }
    return 0;
  }

 private:
  Result<int> index_workspace(WorkspaceId workspace, MessageId before, int limit) {
    const std::string name = fmt::format("w{}", workspace.value);
    std::vector<Entry> entries;
    const auto looked =
        database_.read([&](sql::Connection& c) { return read_next(c, workspace, before, limit, entries); });
    if (!looked) return looked.error();
    if (entries.empty()) return 0;
    const auto written = words_.write([&](sql::Connection& c) { return add(c, workspace, name, entries); });
    if (!written) return written.error();
    return static_cast<int>(entries.size());
  }

  static Result<void> read_next(sql::Connection& c, WorkspaceId workspace, MessageId before, int limit,
                                std::vector<Entry>& entries) {
    entries.clear();
    const std::string name = fmt::format("w{}", workspace.value);
    std::int64_t through = 0;
    const auto at = c.run(k_cursor, {name}, [&](const sql::Row& row) { through = row.integer(0); });
    if (!at) return at.error();
    const auto& next = c.dialect() == sql::Dialect::sqlite ? k_next_sqlite : k_next_postgres;
    const auto ran = c.run(next, {workspace, through, before, limit},
                           [&](const sql::Row& row) { entries.push_back({row.id<MessageId>(0), fold(row.text(1))}); });
    if (!ran) return ran.error();
    return {};
  }

  static Result<void> add(sql::Connection& c, WorkspaceId workspace, const std::string& name,
                          const std::vector<Entry>& entries) {
    const bool sqlite = c.dialect() == sql::Dialect::sqlite;
    std::vector<sql::Value> values;
    std::vector<std::string> bodies;
    bodies.reserve(entries.size());
    for (const Entry& entry : entries) {
      std::string body;
      for (const std::string& word : words_of(entry.folded)) (body += word) += ' ';
      if (body.empty()) continue;
      bodies.push_back(std::move(body));
      values.insert(values.end(), {entry.id, sqlite ? sql::Value{name} : sql::Value{workspace}, bodies.back()});
    }
    if (auto added = c.run_many(sqlite ? k_add_sqlite : k_add_postgres, 3, values); !added) return added;
    if (const auto moved = c.run(k_set_cursor, {name, entries.back().id}); !moved) return moved.error();
    return {};
  }

  sql::Database& database_;
  sql::Database& words_;
};

}  // namespace

std::unique_ptr<SearchIndex> make_search_index(sql::Database& database) {
  return std::make_unique<SqlSearchIndex>(database);
}

}  // namespace recado::store
