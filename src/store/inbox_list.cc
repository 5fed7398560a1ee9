// The inbox list: one query per combination of filters, each a constant that its own index answers.
#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "store/conversations.h"
#include "store/rows.h"

namespace recado::store {

namespace {

constexpr std::size_t k_variants = 3 * 2 * 2 * 2;

std::size_t variant_of(const InboxFilter& filter) {
  return static_cast<std::size_t>(filter.assigned) * 8 + static_cast<std::size_t>(filter.sort) * 4 +
         (filter.unread ? 2U : 0U) + (filter.connection ? 1U : 0U);
}

// $1 workspace, $2 status, $3 and $4 where to begin, $5 limit, $6 me, $7 connection (the last two where asked for)
std::string query_for(const InboxFilter& filter) {
  std::string query = "SELECT " RECADO_INBOX_COLUMNS
                      " FROM conversation c JOIN contact k ON k.workspace_id = c.workspace_id AND k.id = c.contact_id"
                      " WHERE c.workspace_id = $1 AND c.status = $2";
  const bool mine = filter.assigned == InboxFilter::Assigned::me;
  if (mine) query += " AND c.assignee_id = $6";
  if (filter.assigned == InboxFilter::Assigned::nobody) query += " AND c.assignee_id IS NULL";
  if (filter.unread) query += " AND c.unread_count > 0";
  if (filter.connection) query += mine ? " AND c.connection_id = $7" : " AND c.connection_id = $6";
  if (filter.sort == InboxFilter::Sort::newest) {
    query += " AND (c.last_message_at, c.id) < ($3, $4) ORDER BY c.last_message_at DESC, c.id DESC LIMIT $5";
  } else {
    query +=
        " AND c.waiting_since IS NOT NULL AND (c.waiting_since, c.id) > ($3, $4) "
        "ORDER BY c.waiting_since, c.id LIMIT $5";
  }
  return query;
}

const sql::Statement& statement_for(const InboxFilter& filter) {
  static const std::array<std::string, k_variants> texts = [] {
    std::array<std::string, k_variants> made;
    using Assigned = InboxFilter::Assigned;
    using Sort = InboxFilter::Sort;
    for (const auto assigned : {Assigned::all, Assigned::me, Assigned::nobody}) {
      for (const auto sort : {Sort::newest, Sort::waiting}) {
        for (const bool unread : {false, true}) {
          for (const bool one_connection : {false, true}) {
            InboxFilter variant{.assigned = assigned, .unread = unread, .sort = sort};
            if (one_connection) variant.connection = ConnectionId{1};
            made[variant_of(variant)] = query_for(variant);
          }
        }
      }
    }
    return made;
  }();
  static const std::array<sql::Statement, k_variants> statements = [] {
    std::array<sql::Statement, k_variants> made{};
    for (std::size_t i = 0; i < k_variants; ++i) made[i] = sql::Statement{texts[i].c_str()};
    return made;
  }();
  return statements[variant_of(filter)];
}

bool comes_before(const ConversationWithContact& a, const ConversationWithContact& b, InboxFilter::Sort sort) {
  const Conversation& x = a.conversation;
  const Conversation& y = b.conversation;
  if (sort == InboxFilter::Sort::newest) return std::tie(x.last_message_at, x.id) > std::tie(y.last_message_at, y.id);
  return std::tie(x.waiting_since, x.id) < std::tie(y.waiting_since, y.id);
}

}  // namespace

Result<std::vector<ConversationWithContact>> SqlConversations::list_of(const InboxFilter& filter,
                                                                       ConversationStatus status,
                                                                       std::optional<InboxCursor> after, int limit) {
  using Limits = std::numeric_limits<std::int64_t>;
  const bool newest = filter.sort == InboxFilter::Sort::newest;
  const std::int64_t edge = newest ? Limits::max() : Limits::min();
  std::vector<sql::Value> values{workspace_, static_cast<int>(status), after ? count_ms(after->time) : edge,
                                 after ? after->id.value : edge, limit};
  if (filter.assigned == InboxFilter::Assigned::me) values.emplace_back(filter.me);
  if (filter.connection) values.emplace_back(*filter.connection);
  std::vector<ConversationWithContact> page;
  const auto ran =
      connection_.run(statement_for(filter), values, [&](const sql::Row& row) { page.push_back(inbox_row_from(row)); });
  if (!ran) return ran.error();
  return page;
}

Result<std::vector<ConversationWithContact>> SqlConversations::list(const InboxFilter& filter,
                                                                    std::optional<InboxCursor> after, int limit) {
  if (filter.status) return list_of(filter, *filter.status, after, limit);
  // Any status: the heads of three ordered lists, merged, since each index begins with the status.
  std::vector<ConversationWithContact> all;
  for (const auto status : {ConversationStatus::open, ConversationStatus::closed, ConversationStatus::archived}) {
    auto page = list_of(filter, status, after, limit);
    if (!page) return page.error();
    std::ranges::move(*page, std::back_inserter(all));
  }
  std::ranges::sort(all, [&](const auto& a, const auto& b) { return comes_before(a, b, filter.sort); });
  if (all.size() > static_cast<std::size_t>(limit)) all.resize(static_cast<std::size_t>(limit));
  return all;
}

}  // namespace recado::store
