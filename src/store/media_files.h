// The files of messages in SQL.
#pragma once

#include "domain/stored_message.h"
#include "ports/media_files.h"
#include "sql/database.h"

namespace recado::store {

class SqlMediaFiles final : public MediaFiles {
 public:
  SqlMediaFiles(sql::Connection& connection, WorkspaceId workspace) : connection_(connection), workspace_(workspace) {}

  Result<void> add(std::span<const MediaFile> files) override;
  Result<std::optional<MediaFile>> find(MediaId id) override;
  Result<std::vector<MediaFile>> of_message(MessageId message) override;
  Result<void> save(const MediaFile& file) override;
  Result<void> attach(MediaId id, MessageId message, ConversationId conversation, ConnectionId connection) override;
  Result<std::optional<MediaUpload>> find_upload(MediaId media, ConnectionId connection, UtcMs now) override;
  Result<void> save_upload(const MediaUpload& upload) override;

 private:
  sql::Connection& connection_;
  WorkspaceId workspace_;
};

// Fills StoredMessage::media of those whose type has files; costs nothing for the others.
Result<void> load_media(sql::Connection& connection, WorkspaceId workspace, std::span<StoredMessage* const> messages);
Result<void> load_media(sql::Connection& connection, WorkspaceId workspace, std::span<StoredMessage> messages);

}  // namespace recado::store
