// The files of messages of one workspace, inside one transaction. Their bytes are in the MediaStore.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/media_file.h"

namespace recado {

// A file as a provider knows it that we gave it to.
struct MediaUpload {
  MediaId media;
  ConnectionId connection;
  std::string provider_media_id;
  UtcMs expires_at{};
};

class MediaFiles {
 public:
  virtual ~MediaFiles() = default;
  virtual Result<void> add(std::span<const MediaFile> files) = 0;
  virtual Result<std::optional<MediaFile>> find(MediaId id) = 0;
  virtual Result<std::vector<MediaFile>> of_message(MessageId message) = 0;
  // Writes everything but how it is to be fetched.
  virtual Result<void> save(const MediaFile& file) = 0;
  // An uploaded file goes out with this message.
  virtual Result<void> attach(MediaId id, MessageId message, ConversationId conversation, ConnectionId connection) = 0;

  virtual Result<std::optional<MediaUpload>> find_upload(MediaId media, ConnectionId connection, UtcMs now) = 0;
  virtual Result<void> save_upload(const MediaUpload& upload) = 0;
};

}  // namespace recado
