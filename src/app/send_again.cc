#include "app/send_again.h"

#include "app/content_json.h"
#include "domain/send_again.h"

namespace recado {

Result<StoredMessage> SendAgain::operator()(const Caller& caller, ConversationId conversation, MessageId message,
                                            const std::string& client_key) {
  OutgoingMessage outgoing{conversation, {}, client_key, {}, message};
  const auto read = store_.read(caller.workspace, [&](Transaction& tx) -> Result<void> {
    const auto found = tx.messages().load({&message, 1});
    if (!found) return found.error();
    if (found->empty() || found->front().conversation != conversation)
      return not_found("There is no such message in this conversation.");
    const StoredMessage& failed = found->front();
    // What others wrote is not in the words of what goes out. The rest is judged where the new one is queued.
    if (failed.direction != Direction::outbound || !failed.client_key) return check_send_again(failed, nullptr);
    auto content = outgoing_of(failed);
    if (!content) return content.error();
    outgoing.content = std::move(*content);
    return {};
  });
  if (!read) return read.error();
  return send_(caller, outgoing);
}

}  // namespace recado
