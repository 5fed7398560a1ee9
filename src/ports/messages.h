// Messages of one workspace inside one transaction, with what providers reported about them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/stored_message.h"

namespace recado {

// Where a page of a thread begins; the thread is ordered by (sent_at, id).
struct ThreadCursor {
  UtcMs sent_at{};
  MessageId id;
};
enum class Towards { older, newer };

// A provider's status that is to be kept; the message may be unknown still.
struct StatusReport {
  std::string provider_id;
  DeliveryStatus status = DeliveryStatus::unknown;
  UtcMs reported_at{};  // the provider's time
  UtcMs recorded_at{};
  std::optional<DeliveryError> error;  // with status failed
};

enum class Inserted {
  known,  // the same provider message (or client key) is there already: nothing is written
  created,
  filled,  // a placeholder was there (history import); it is now this message, under the id it had
};

class Messages {
 public:
  virtual ~Messages() = default;
  // For each what became of it.
  virtual Result<std::vector<Inserted>> insert(std::span<const StoredMessage> messages) = 0;
  virtual Result<std::vector<StoredMessage>> load(std::span<const MessageId> ids) = 0;  // unknown ids are left out
  virtual Result<std::optional<StoredMessage>> find_by_client_key(const std::string& key) = 0;
  // Outbound messages by the provider's ids, in order; none where it is not known (yet).
  virtual Result<std::vector<std::optional<StoredMessage>>> find_sent(ConnectionId connection,
                                                                      std::span<const std::string> provider_ids) = 0;
  // The message of a conversation with this provider id, if it is not older than `since`.
  virtual Result<std::optional<StoredMessage>> find_in_thread(ConversationId conversation,
                                                              const std::string& provider_id, UtcMs since) = 0;
  // Writes status, provider id and error of outbound messages.
  virtual Result<void> save_delivery(std::span<const StoredMessage> messages) = 0;
  // `retry` sends `failed` again. Errors: conflict without a reason when another does so already.
  virtual Result<void> link_retry(MessageId failed, MessageId retry) = 0;

  // As `load`, with what others did to each (MessageContext).
  virtual Result<std::vector<StoredMessage>> show(std::span<const MessageId> ids) = 0;
  // The page beside the cursor, oldest first; without a cursor the newest page. Reactions, edits and deletions are not
  // lines of their own: they stand in the context of their message.
  virtual Result<std::vector<StoredMessage>> page(ConversationId conversation, std::optional<ThreadCursor> from,
                                                  Towards towards, int limit) = 0;
  // Newest first. `words`: folded, at least one; the last is a prefix. before: ids below it.
  virtual Result<std::vector<StoredMessage>> search(std::span<const std::string> words, std::optional<MessageId> before,
                                                    int limit) = 0;

  // Keeps each transition once, with its first time.
  virtual Result<void> record_statuses(std::span<const std::pair<MessageId, StatusReport>> reports) = 0;
  virtual Result<void> park_statuses(ConnectionId connection, std::span<const StatusReport> reports) = 0;
  // Removes and returns what waits for this provider message.
  virtual Result<std::vector<StatusReport>> take_parked(ConnectionId connection, const std::string& provider_id) = 0;
};

}  // namespace recado
