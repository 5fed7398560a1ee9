// The files of received messages: noted message by message, written with them in one transaction, each with the job that
// fetches it. A deletion by the customer marks the files of what was deleted. Part of apply_items; nothing of it runs for a
// text.
#pragma once

#include <vector>

#include "base/id.h"
#include "ports/store.h"

namespace recado {

class ReceivedMedia {
 public:
  ReceivedMedia(IdSource& ids, UtcMs now) : ids_(ids), now_(now) {}

  // message: new
  void note(const StoredMessage& message, const MessageContent& content);
  Result<void> save(Transaction& tx);

 private:
  MediaFile file_of(const StoredMessage& message, const Media& media);
  Job job_of(MediaId id);
  Result<void> remove(Transaction& tx, MessageId message);

  IdSource& ids_;
  UtcMs now_;
  std::vector<MediaFile> files_;
  std::vector<MessageId> deleted_;
};

}  // namespace recado
