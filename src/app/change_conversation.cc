#include "app/change_conversation.h"

namespace recado {

Result<ConversationWithContact> ChangeConversation::mark_read(const Caller& caller, ConversationId id) {
  return change(caller, id, [](Conversation& conversation) { conversation.mark_read(); });
}

Result<ConversationWithContact> ChangeConversation::set_status(const Caller& caller, ConversationId id,
                                                               ConversationStatus status) {
  return change(caller, id, [status](Conversation& conversation) { conversation.set_status(status); });
}

Result<ConversationWithContact> ChangeConversation::assign(const Caller& caller, ConversationId id,
                                                           std::optional<PersonId> to) {
  return change(caller, id, [to](Conversation& conversation) { conversation.assign(to); });
}

Result<ConversationWithContact> ChangeConversation::change(const Caller& caller, ConversationId id,
                                                           const std::function<void(Conversation&)>& decide) {
  std::optional<ConversationWithContact> now;
  const auto written = store_.write(caller.workspace, [&](Transaction& tx) -> Result<void> {
    auto loaded = tx.conversations().load({&id, 1});
    if (!loaded) return loaded.error();
    if (loaded->empty()) return not_found("There is no such conversation.");
    Conversation& conversation = loaded->front();
    const Conversation before = conversation;
    decide(conversation);
    if (conversation != before) {
      if (auto saved = tx.conversations().save({&conversation, 1}); !saved) return saved;
      const NewLiveEvent event{LiveKind::conversation_updated, id, {}, clock_.now()};
      if (auto told = tx.live_log().append({&event, 1}); !told) return told.error();
    }
    auto shown = tx.conversations().show(id);
    if (!shown) return shown.error();
    now = std::move(*shown);
    return {};
  });
  if (!written) return written.error();
  if (!now) return not_found("There is no such conversation.");
  return *now;
}

}  // namespace recado
