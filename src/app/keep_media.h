// Takes the bytes of one file in: bounded, hashed, told by its content, sealed into the media store, and with what a screen
// shows of it derived. Used by FetchMedia for what comes from a provider and by UploadMedia for what a member sends.
#pragma once

#include <memory>
#include <optional>

#include "base/crypto.h"
#include "domain/media_file.h"
#include "ports/media_preview.h"
#include "ports/media_store.h"

namespace recado {

class IncomingFile {
 public:
  explicit IncomingFile(std::unique_ptr<MediaWriter> writer) : writer_(std::move(writer)) {}

  // False when no more is taken; trouble() says why.
  bool put(std::string_view bytes);
  const std::optional<MediaTrouble>& trouble() const { return trouble_; }

 private:
  friend class KeepMedia;

  std::unique_ptr<MediaWriter> writer_;
  crypto::Sha256 hash_;
  std::string first_bytes_;
  std::int64_t size_ = 0;
  std::optional<MediaTrouble> trouble_;
};

class KeepMedia {
 public:
  KeepMedia(MediaStore& store, MediaPreviewer& previewer) : store_(store), previewer_(previewer) {}

  // Gives the file a key. Errors: those of the store.
  Result<std::unique_ptr<IncomingFile>> begin(WorkspaceId workspace, MediaFile& file);
  // Checks it against what was claimed and fills what was found. Trouble "empty", "wrong_size", "wrong_hash", "store": then
  // nothing is kept.
  std::optional<MediaTrouble> finish(WorkspaceId workspace, IncomingFile& incoming, MediaFile& file);
  Result<void> remove(WorkspaceId workspace, MediaId id) { return store_.remove(workspace, id); }
  MediaStore& store() { return store_; }

 private:
  void add_preview(const MediaRef& ref, const FileType& type, MediaFile& file);

  MediaStore& store_;
  MediaPreviewer& previewer_;
};

}  // namespace recado
