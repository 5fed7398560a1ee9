// One conversation: shown, read, closed, reopened.
#include <utility>

#include "api/endpoints.h"
#include "api/views.h"

namespace recado::api {
namespace {

Error no_such_conversation() { return not_found("There is no such conversation."); }

Answer answer_with(const Result<ConversationWithContact>& shown) {
  if (!shown) return shown.error();
  return json_answer(200, view_of(*shown));
}

}  // namespace

Result<ConversationId> conversation_of(const net::Request& request) {
  const auto id = ConversationId::parse(request.path_arg("conversation"));
  if (!id) return no_such_conversation();
  return *id;
}

MemberEndpoint get_conversation(Store& store) {
  return [&store](const Caller& caller, const net::Request& request) -> Answer {
    const auto id = conversation_of(request);
    if (!id) return id.error();
    std::optional<ConversationWithContact> shown;
    const auto read = store.read(caller.workspace, [&](Transaction& tx) -> Result<void> {
      auto found = tx.conversations().show(*id);
      if (!found) return found.error();
      shown = std::move(*found);
      return {};
    });
    if (!read) return read.error();
    if (!shown) return no_such_conversation();
    return json_answer(200, view_of(*shown));
  };
}

MemberEndpoint mark_read(ChangeConversation& change) {
  return [&change](const Caller& caller, const net::Request& request) -> Answer {
    const auto id = conversation_of(request);
    if (!id) return id.error();
    return answer_with(change.mark_read(caller, *id));
  };
}

MemberEndpoint set_status(ChangeConversation& change, ConversationStatus status) {
  return [&change, status](const Caller& caller, const net::Request& request) -> Answer {
    const auto id = conversation_of(request);
    if (!id) return id.error();
    return answer_with(change.set_status(caller, *id, status));
  };
}

}  // namespace recado::api
