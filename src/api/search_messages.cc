// Messages by their words, newest first.
#include <array>
#include <unordered_map>
#include <utility>

#include "api/cursor.h"
#include "api/endpoints.h"
#include "api/query.h"
#include "api/views.h"
#include "base/fold.h"

namespace recado::api {
namespace {

constexpr char k_kind = 's';
constexpr std::size_t k_longest_bytes = 800;  // 200 characters

struct Found {
  std::vector<StoredMessage> messages;
  std::unordered_map<ConversationId, ConversationWithContact> conversations;
};

Result<std::vector<std::string>> read_words(const net::Query& query) {
  const std::string_view asked = query.get("q").value_or("");
  auto words = words_of(asked);
  if (asked.size() < 2 || asked.size() > k_longest_bytes || words.empty()) {
    return invalid("q", "\"q\" must hold 2 to 200 characters and at least one word.",
                   "Search for a word of the message.");
  }
  return words;
}

Result<std::optional<MessageId>> read_place(const net::Query& query) {
  const auto text = query.get("cursor");
  if (!text) return std::optional<MessageId>{};
  const auto numbers = read_cursor(k_kind, 1, *text);
  if (!numbers) return numbers.error();
  return std::optional{MessageId{numbers->front()}};
}

Result<void> find(Transaction& tx, std::span<const std::string> words, std::optional<MessageId> before, int count,
                  Found& found) {
  auto messages = tx.messages().search(words, before, count);
  if (!messages) return messages.error();
  found = {std::move(*messages), {}};
  for (const StoredMessage& message : found.messages) {
    if (found.conversations.contains(message.conversation)) continue;
    auto shown = tx.conversations().show(message.conversation);
    if (!shown) return shown.error();
    if (*shown) found.conversations.emplace(message.conversation, std::move(**shown));
  }
  return {};
}

void write_hits(JsonWriter& json, const Found& found) {
  json.key("items").begin_array();
  for (const StoredMessage& message : found.messages) {
    const auto conversation = found.conversations.find(message.conversation);
    if (conversation == found.conversations.end()) continue;
    json.begin_object().key("message");
    write_view(json, message);
    json.key("conversation");
    write_view(json, conversation->second);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

MemberEndpoint search_messages(Store& store) {
  return [&store](const Caller& caller, const net::Request& request) -> Answer {
    const auto words = read_words(request.query);
    if (!words) return words.error();
    const auto limit = query_limit(request.query);
    if (!limit) return limit.error();
    const auto before = read_place(request.query);
    if (!before) return before.error();
    Found found;
    const auto read =
        store.read(caller.workspace, [&](Transaction& tx) { return find(tx, *words, *before, *limit + 1, found); });
    if (!read) return read.error();
    std::optional<std::string> next;
    if (std::cmp_greater(found.messages.size(), *limit)) {
      found.messages.pop_back();
      next = write_cursor(k_kind, std::array{found.messages.back().id.value});
    }
    JsonWriter json;
    json.begin_object();
    write_hits(json, found);
    json.member("next_cursor", next).end_object();
    return json_answer(200, std::move(json));
  };
}

}  // namespace recado::api
