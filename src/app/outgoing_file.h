// The file of a message that a member sends: found, checked against what the provider takes, and bound to the message. Part
// of SendMessage; DeliverMessage asks here whether the provider has it by now.
#pragma once

#include <optional>

#include "base/id.h"
#include "domain/connection.h"
#include "domain/outgoing.h"
#include "domain/send.h"
#include "ports/store.h"

namespace recado {

// How long a message looks away from a file that is being uploaded; the upload wakes it.
constexpr DurationMs k_wait_for_upload = std::chrono::minutes{10};

bool has_own_file(const OutgoingContent& content);

// Fills what the file says of itself: type, name, voice. Errors: invalid, field "media.file_id".
Result<void> fill_file(Transaction& tx, OutgoingContent& content);
// Whether the provider takes it. Errors: invalid, field "media.file_id", reason "media_type" or "media_size".
Result<void> check_file(Transaction& tx, const OutgoingContent& content, Provider provider);
// Whether the provider must have the file before the message goes out; one that fetches it needs no upload.
bool needs_upload(const OutgoingContent& content, Provider provider);
// The file belongs to the message from here on. `failed`: the message that is sent again and whose file it is. Errors:
// conflict, reason "media_sent".
Result<void> bind_file(Transaction& tx, const StoredMessage& message, const OutgoingContent& content,
                       const StoredMessage* failed = nullptr);
Result<void> add_upload(Transaction& tx, const StoredMessage& message, const OutgoingContent& content, JobId id);

// The provider's id of the file in `content`, filled in, or the file is here for its sender to link to; a rejection when there
// never will be one; neither: not yet.
struct FilePlace {
  bool is_there = false;
  std::optional<Rejected> rejected;
};
Result<FilePlace> place_of_file(Transaction& tx, const Connection& connection, OutgoingContent& content, UtcMs now);

}  // namespace recado
