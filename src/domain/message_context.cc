#include "domain/message_context.h"

#include <algorithm>
#include <tuple>

#include "domain/stored_message.h"

namespace recado {

namespace {

void react(MessageContext& context, const StoredMessage& reaction) {
  std::erase_if(context.reactions, [&](const Reaction& each) { return each.by == reaction.direction; });
  if (reaction.text.empty()) return;
  context.reactions.push_back(
      {reaction.direction, reaction.author, reaction.text, reaction.sent_at, visible_status(reaction)});
}

void edit(StoredMessage& message, const StoredMessage& change) {
  MessageContext& context = message.context;
  context.earlier.push_back({message.text, context.edited_at.value_or(message.sent_at)});
  context.edited_at = change.sent_at;
  message.text = change.text;
}

void erase_content(StoredMessage& message, UtcMs at) {
  MessageContext& context = message.context;
  context.deleted_at = at;
  context.reactions.clear();
  context.earlier.clear();
  context.edited_at.reset();
  message.text.clear();
  message.content.clear();
}

}  // namespace

void apply_changes(StoredMessage& message, std::vector<StoredMessage> changes) {
  std::ranges::sort(changes, {}, [](const StoredMessage& each) { return std::tuple{each.sent_at, each.id.value}; });
  std::optional<UtcMs> deleted;
  for (const StoredMessage& change : changes) {
    const bool by_its_author = change.direction == message.direction;
    if (change.type == MessageType::reaction) react(message.context, change);
    if (change.type == MessageType::edit && by_its_author) edit(message, change);
    if (change.type == MessageType::revoke && by_its_author && !deleted) deleted = change.sent_at;
  }
  if (deleted) erase_content(message, *deleted);
}

QuotedMessage quoted_from(const StoredMessage& message) {
  return {message.id, message.direction, message.type, message.text, message.context.deleted_at.has_value()};
}

}  // namespace recado
