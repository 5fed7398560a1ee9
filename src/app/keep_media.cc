#include "app/keep_media.h"

#include <fmt/format.h>

#include "base/log.h"

namespace recado {

namespace {

MediaTrouble store_trouble(const Error& error) { return {"store", error.message}; }

}  // namespace

bool IncomingFile::put(std::string_view bytes) {
  if (trouble_) return false;
  size_ += static_cast<std::int64_t>(bytes.size());
  if (size_ > k_largest_media) {
    trouble_ = MediaTrouble{"too_large", "The file is larger than 100 MB."};
    return false;
  }
  hash_.put(bytes);
  if (first_bytes_.size() < k_type_bytes) first_bytes_ += bytes.substr(0, k_type_bytes - first_bytes_.size());
  if (auto put = writer_->put(bytes); !put) trouble_ = store_trouble(put.error());
  return !trouble_;
}

Result<std::unique_ptr<IncomingFile>> KeepMedia::begin(WorkspaceId workspace, MediaFile& file) {
  if (file.sealed_key.empty()) file.sealed_key = store_.make_key(file.id);
  auto writer = store_.write({workspace, file.id, file.sealed_key}, MediaPart::file);
  if (!writer) return writer.error();
  return std::make_unique<IncomingFile>(std::move(*writer));
}

std::optional<MediaTrouble> KeepMedia::finish(WorkspaceId workspace, IncomingFile& incoming, MediaFile& file) {
  if (incoming.trouble_) return incoming.trouble_;
  if (incoming.size_ == 0) return MediaTrouble{"empty", "The file is empty."};
  if (file.claimed_size && *file.claimed_size != incoming.size_) {
    return MediaTrouble{"wrong_size", fmt::format("The provider announced {} bytes, and {} arrived.",
                                                  *file.claimed_size, incoming.size_)};
  }
  const std::string sha256 = incoming.hash_.hex();
  if (!hash_agrees(file.claimed_sha256, sha256)) {
    return MediaTrouble{"wrong_hash", "The file that arrived is not the one that the provider announced."};
  }
  if (auto kept = incoming.writer_->keep(); !kept) return store_trouble(kept.error());
  const FileType type = type_of_file(incoming.first_bytes_, file.claimed_mime);
  file.mime = type.mime;
  file.size = incoming.size_;
  file.sha256 = sha256;
  add_preview({workspace, file.id, file.sealed_key}, type, file);
  return {};
}

void KeepMedia::add_preview(const MediaRef& ref, const FileType& type, MediaFile& file) {
  auto reader = store_.read(ref, MediaPart::file);
  if (!reader) return;
  MediaPreview preview = previewer_.preview(**reader, type);
  file.width = preview.width;
  file.height = preview.height;
  file.duration_ms = preview.duration_ms;
  file.waveform = std::move(preview.waveform);
  file.has_thumbnail = false;
  if (preview.thumbnail.empty()) return;
  auto writer = store_.write(ref, MediaPart::thumbnail);
  file.has_thumbnail = writer && (*writer)->put(preview.thumbnail) && (*writer)->keep();
  if (!file.has_thumbnail) log::warn("thumbnail_not_kept", {{"media", file.id.text()}});
}

}  // namespace recado
