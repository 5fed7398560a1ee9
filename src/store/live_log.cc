#include "store/live_log.h"

#include "store/media_files.h"
#include "store/message_context.h"
#include "store/rows.h"

namespace recado::store {

namespace {

// The row lock on the counter makes numbers and commits agree: who has the lower number commits first.
constexpr sql::Statement k_take_numbers{
    "INSERT INTO live_counter (workspace_id, seq) VALUES ($1, $2) "
    "ON CONFLICT (workspace_id) DO UPDATE SET seq = live_counter.seq + excluded.seq RETURNING seq"};
constexpr sql::Statement k_append{
    "INSERT INTO live_event (workspace_id, seq, kind, conversation_id, message_id, at) VALUES ($1, $2, $3, $4, $5, "
    "$6)"};
constexpr sql::Statement k_after{"SELECT e.seq, e.kind, " RECADO_INBOX_COLUMNS ", " RECADO_MESSAGE_COLUMNS
                                 " FROM live_event e "
                                 "JOIN conversation c ON c.workspace_id = e.workspace_id AND c.id = e.conversation_id "
                                 "JOIN contact k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id "
                                 "LEFT JOIN message m ON m.workspace_id = e.workspace_id AND m.id = e.message_id "
                                 "WHERE e.workspace_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3"};
constexpr sql::Statement k_oldest{"SELECT MIN(seq) FROM live_event WHERE workspace_id = $1"};
constexpr sql::Statement k_newest{"SELECT seq FROM live_counter WHERE workspace_id = $1"};

}  // namespace

Result<std::int64_t> SqlLiveLog::append(std::span<const NewLiveEvent> events) {
  if (events.empty()) return appended_through_;
  const auto count = static_cast<std::int64_t>(events.size());
  std::int64_t last = 0;
  const auto taken =
      connection_.run(k_take_numbers, {workspace_, count}, [&](const sql::Row& row) { last = row.integer(0); });
  if (!taken) return taken.error();
  std::vector<sql::Value> values;
  values.reserve(events.size() * 6);
  std::int64_t seq = last - count;
  for (const NewLiveEvent& event : events) {
    values.insert(values.end(),
                  {workspace_, ++seq, static_cast<int>(event.kind), event.conversation, event.message, event.at});
  }
  if (auto added = connection_.run_many(k_append, 6, values); !added) return added.error();
  appended_through_ = last;
  return last;
}

Result<std::vector<LiveEvent>> SqlLiveLog::after(std::int64_t seq, int limit) {
  std::vector<LiveEvent> events;
  const auto ran = connection_.run(k_after, {workspace_, seq, limit}, [&](const sql::Row& row) {
    constexpr int conversation_at = 2;
    constexpr int message_at = conversation_at + k_inbox_columns;
    LiveEvent event;
    event.seq = row.integer(0);
    event.kind = static_cast<LiveKind>(row.integer(1));
    event.conversation = inbox_row_from(row, conversation_at);
    if (!row.is_null(message_at)) event.message = message_from(row, message_at);
    events.push_back(std::move(event));
  });
  if (!ran) return ran.error();
  std::vector<StoredMessage*> messages;
  for (LiveEvent& event : events) {
    if (event.message) messages.push_back(&*event.message);
  }
  if (auto filled = load_media(connection_, workspace_, messages); !filled) return filled.error();
  if (auto joined = join_context(connection_, workspace_, messages); !joined) return joined.error();
  return events;
}

Result<LiveRange> SqlLiveLog::range() {
  LiveRange range;
  const auto newest =
      connection_.run(k_newest, {workspace_}, [&](const sql::Row& row) { range.newest = row.integer(0); });
  if (!newest) return newest.error();
  range.oldest = range.newest + 1;
  const auto oldest = connection_.run(
      k_oldest, {workspace_}, [&](const sql::Row& row) { range.oldest = row.maybe_integer(0).value_or(range.oldest); });
  if (!oldest) return oldest.error();
  return range;
}

}  // namespace recado::store
