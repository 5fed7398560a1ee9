// Numbered events of a workspace, so that a screen that was away resumes where it broke off.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/ids.h"
#include "domain/stored_message.h"
#include "ports/conversations.h"

namespace recado {

// The numbers are stored: never renumber.
enum class LiveKind : std::uint8_t { message_created = 0, message_updated = 1, conversation_updated = 2 };

struct NewLiveEvent {
  LiveKind kind = LiveKind::message_created;
  ConversationId conversation;
  MessageId message;  // zero with conversation_updated
  UtcMs at{};
};

// An event with the rows it refers to, as they are when it is read.
struct LiveEvent {
  std::int64_t seq = 0;
  LiveKind kind = LiveKind::message_created;
  ConversationWithContact conversation;
  std::optional<StoredMessage> message;
};

struct LiveRange {
  std::int64_t oldest = 1;  // first that is kept; newest + 1 when none is
  std::int64_t newest = 0;  // 0: nothing has happened yet
};

// Inside one transaction of one workspace.
class LiveLog {
 public:
  virtual ~LiveLog() = default;
  // Numbers them without gaps, in the order of commits. The number of the last.
  virtual Result<std::int64_t> append(std::span<const NewLiveEvent> events) = 0;
  virtual Result<std::vector<LiveEvent>> after(std::int64_t seq, int limit) = 0;
  virtual Result<LiveRange> range() = 0;
};

}  // namespace recado
