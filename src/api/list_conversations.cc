// The inbox.
#include <array>
#include <utility>

#include "api/cursor.h"
#include "api/endpoints.h"
#include "api/query.h"
#include "api/views.h"

namespace recado::api {
namespace {

using Sort = InboxFilter::Sort;
using Page = std::vector<ConversationWithContact>;

char kind_of(Sort sort) { return sort == Sort::newest ? 'n' : 'w'; }

Result<void> read_assigned(InboxFilter& filter, const Caller& caller, const net::Query& query) {
  const auto assigned = query_word(query, "assigned", {"all", "me", "nobody"});
  if (!assigned) return assigned.error();
  if (*assigned == "nobody") filter.assigned = InboxFilter::Assigned::nobody;
  if (*assigned != "me") return {};
  if (!caller.person)
    return invalid("assigned", "\"me\" needs a person, and an API key is none.", "Ask for all or nobody.");
  filter.assigned = InboxFilter::Assigned::me;
  filter.me = *caller.person;
  return {};
}

Result<InboxFilter> read_filter(const Caller& caller, const net::Query& query) {
  InboxFilter filter;
  if (const auto read = read_assigned(filter, caller, query); !read) return read.error();
  const auto status = query_word(query, "status", {"open", "closed", "archived", "any"});
  if (!status) return status.error();
  filter.status = conversation_status_from(*status);
  if (const auto connection = query.get("connection")) {
    filter.connection = ConnectionId::parse(*connection);
    if (!filter.connection) return invalid("connection", "\"connection\" is no id of a number.");
  }
  const auto unread = query_flag(query, "unread");
  if (!unread) return unread.error();
  filter.unread = *unread;
  const auto sort = query_word(query, "sort", {"newest", "waiting"});
  if (!sort) return sort.error();
  filter.sort = *sort == "waiting" ? Sort::waiting : Sort::newest;
  return filter;
}

Result<std::optional<InboxCursor>> read_place(Sort sort, const net::Query& query) {
  const auto text = query.get("cursor");
  if (!text) return std::optional<InboxCursor>{};
  const auto numbers = read_cursor(kind_of(sort), 2, *text);
  if (!numbers) return numbers.error();
  return std::optional{InboxCursor{utc_ms((*numbers)[0]), ConversationId{(*numbers)[1]}}};
}

std::string cursor_after(const Conversation& last, Sort sort) {
  const UtcMs time = sort == Sort::newest ? last.last_message_at : last.waiting_since.value_or(UtcMs{});
  return write_cursor(kind_of(sort), std::array{count_ms(time), last.id.value});
}

}  // namespace

MemberEndpoint list_conversations(Store& store) {
  return [&store](const Caller& caller, const net::Request& request) -> Answer {
    const auto filter = read_filter(caller, request.query);
    if (!filter) return filter.error();
    const auto limit = query_limit(request.query);
    if (!limit) return limit.error();
    const auto after = read_place(filter->sort, request.query);
    if (!after) return after.error();
    Page page;
    const auto read = store.read(caller.workspace, [&](Transaction& tx) -> Result<void> {
      auto found = tx.conversations().list(*filter, *after, *limit + 1);
      if (!found) return found.error();
      page = std::move(*found);
      return {};
    });
    if (!read) return read.error();
    std::optional<std::string> next;
    if (std::cmp_greater(page.size(), *limit)) {
      page.pop_back();
      next = cursor_after(page.back().conversation, filter->sort);
    }
    JsonWriter json;
    json.begin_object();
    write_items(json, page);
    json.member("next_cursor", next).end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api
