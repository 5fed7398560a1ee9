// The messages of a conversation, a page at a time in either direction.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "api/cursor.h"
#include "api/endpoints.h"
#include "api/query.h"
#include "api/views.h"

namespace recado::api {
namespace {

constexpr char k_older = 'o';
constexpr char k_newer = 'y';

struct Place {
  std::optional<ThreadCursor> from;
  Towards towards = Towards::older;
};

struct Page {
  std::vector<StoredMessage> messages;  // oldest first
  std::optional<std::string> previous;
  std::optional<std::string> next;
};

Result<Place> read_place(const net::Query& query) {
  const auto text = query.get("cursor");
  if (!text) return Place{};
  const Towards towards = cursor_kind(*text) == k_newer ? Towards::newer : Towards::older;
  const auto numbers = read_cursor(towards == Towards::newer ? k_newer : k_older, 2, *text);
  if (!numbers) return numbers.error();
  return Place{ThreadCursor{utc_ms((*numbers)[0]), MessageId{(*numbers)[1]}}, towards};
}

std::string cursor_at(const StoredMessage& message, char kind) {
  return write_cursor(kind, std::array{count_ms(message.sent_at), message.id.value});
}

// `messages` holds one more than asked for when the thread goes on.
Page page_of(std::vector<StoredMessage> messages, const Place& place, int limit) {
  Page page{std::move(messages), {}, {}};
  const bool more = std::cmp_greater(page.messages.size(), limit);
  const bool older = place.towards == Towards::older;
  if (more) page.messages.erase(older ? page.messages.begin() : std::prev(page.messages.end()));
  if (page.messages.empty()) return page;
  // Where the page came from, there is at least the message the cursor was made of.
  if (older ? more : place.from.has_value()) page.previous = cursor_at(page.messages.front(), k_older);
  if (older ? place.from.has_value() : more) page.next = cursor_at(page.messages.back(), k_newer);
  return page;
}

Result<std::vector<StoredMessage>> read_messages(Store& store, WorkspaceId workspace, ConversationId conversation,
                                                 const Place& place, int count) {
  std::vector<StoredMessage> messages;
  const auto read = store.read(workspace, [&](Transaction& tx) -> Result<void> {
    const auto known = tx.conversations().load({&conversation, 1});
    if (!known) return known.error();
    if (known->empty()) return not_found("There is no such conversation.");
    auto found = tx.messages().page(conversation, place.from, place.towards, count);
    if (!found) return found.error();
    messages = std::move(*found);
    return {};
  });
  if (!read) return read.error();
  return messages;
}

// The page with the message in its middle. A reaction, an edit or a deletion is shown on the message it is about.
Result<Page> read_around(Store& store, WorkspaceId workspace, ConversationId conversation, MessageId id, int limit) {
  Page page;
  const auto read = store.read(workspace, [&](Transaction& tx) -> Result<void> {
    auto found = tx.messages().show({&id, 1});
    if (!found) return found.error();
    if (!found->empty() && found->front().target) {
      const MessageId target = *found->front().target;
      found = tx.messages().show({&target, 1});
      if (!found) return found.error();
    }
    if (found->empty() || found->front().conversation != conversation)
      return not_found("There is no such message in this conversation.");
    const StoredMessage middle = std::move(found->front());
    const ThreadCursor at{middle.sent_at, middle.id};
    const int each_side = std::max(1, limit / 2);
    auto older = tx.messages().page(conversation, at, Towards::older, each_side + 1);
    if (!older) return older.error();
    auto newer = tx.messages().page(conversation, at, Towards::newer, each_side + 1);
    if (!newer) return newer.error();
    const bool more_before = std::cmp_greater(older->size(), each_side);
    const bool more_after = std::cmp_greater(newer->size(), each_side);
    if (more_before) older->erase(older->begin());
    if (more_after) newer->pop_back();
    page.messages = std::move(*older);
    page.messages.push_back(middle);
    std::ranges::move(*newer, std::back_inserter(page.messages));
    if (more_before) page.previous = cursor_at(page.messages.front(), k_older);
    if (more_after) page.next = cursor_at(page.messages.back(), k_newer);
    return {};
  });
  if (!read) return read.error();
  return page;
}

Result<Page> read_page(Store& store, const Caller& caller, ConversationId conversation, const net::Query& query) {
  const auto limit = query_limit(query);
  if (!limit) return limit.error();
  if (const auto around = query.get("around")) {
    const auto id = MessageId::parse(*around);
    if (!id) return invalid("around", "\"around\" is no id of a message.");
    if (query.get("cursor")) return invalid("around", "A page is either around a message or at a cursor.");
    return read_around(store, caller.workspace, conversation, *id, *limit);
  }
  const auto place = read_place(query);
  if (!place) return place.error();
  auto messages = read_messages(store, caller.workspace, conversation, *place, *limit + 1);
  if (!messages) return messages.error();
  return page_of(std::move(*messages), *place, *limit);
}

}  // namespace

MemberEndpoint list_messages(Store& store) {
  return [&store](const Caller& caller, const net::Request& request) -> Answer {
    const auto conversation = conversation_of(request);
    if (!conversation) return conversation.error();
    const auto page = read_page(store, caller, *conversation, request.query);
    if (!page) return page.error();
    JsonWriter json;
    json.begin_object();
    write_items(json, page->messages);
    json.member("previous_cursor", page->previous).member("next_cursor", page->next).end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api
