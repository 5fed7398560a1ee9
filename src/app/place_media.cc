#include "app/place_media.h"

#include "domain/file_type.h"
#include "domain/media_limits.h"

namespace recado {

namespace {

Rejected missing() {
  return {"media_missing", "The file is not here any more.", "Upload it again and write a new message.", {}};
}

}  // namespace

Result<PlacedMedia> PlaceMedia::operator()(const KnownConnection& known, MediaId id, MessageType kind) {
  std::optional<MediaFile> file;
  std::optional<MediaUpload> there;
  const ConnectionId connection = known.connection.id;
  const auto read = store_.read(known.connection.workspace, [&](Transaction& tx) -> Result<void> {
    auto found = tx.media_files().find(id);
    if (!found) return found.error();
    file = std::move(*found);
    auto uploaded = tx.media_files().find_upload(id, connection, clock_.now());
    if (!uploaded) return uploaded.error();
    there = std::move(*uploaded);
    return {};
  });
  if (!read) return read.error();
  if (!file || file->state != MediaState::ready) return PlacedMedia{missing()};
  if (there) return PlacedMedia{there->provider_media_id};
  MediaUploader* uploader = providers_.of(known.connection.provider).media_uploader;
  if (uploader == nullptr) {
    return PlacedMedia{Rejected{"media_unsupported",
                                "Files cannot be sent through this number's provider yet.",
                                "Send a text, or use a number of another provider.",
                                {}}};
  }
  if (auto fits = check_outgoing_file(known.connection.provider, {kind, file->mime, file->size, file->animated});
      !fits) {
    return PlacedMedia{Rejected{fits.error().reason, fits.error().message, fits.error().next_step, {}}};
  }
  MediaUpload kept{id, connection, {}, clock_.now()};
  PlacedMedia placed = upload(known, *uploader, *file, kept);
  if (!std::holds_alternative<std::string>(placed)) return placed;
  auto saved =
      store_.write(known.connection.workspace, [&](Transaction& tx) { return tx.media_files().save_upload(kept); });
  if (!saved) return saved.error();
  return placed;
}

PlacedMedia PlaceMedia::upload(const KnownConnection& known, MediaUploader& uploader, const MediaFile& file,
                               MediaUpload& kept) {
  const WorkspaceId workspace = known.connection.workspace;
  auto reader = files_.read({workspace, file.id, file.sealed_key}, MediaPart::file);
  if (!reader && reader.error().code == ErrorCode::not_found) return missing();
  if (!reader) return RetryLater{RetryLater::Cause::provider_trouble, DurationMs{0}, reader.error().message};
  const MediaParcel parcel{file.mime, safe_file_name(file.name, file_type_of(file.mime)), file.size,
                           [&reader] { return (*reader)->next(); }};
  auto uploaded = uploader.upload(access_to(known.connection, known.secrets), parcel);
  if (auto* later = std::get_if<RetryLater>(&uploaded)) return std::move(*later);
  if (auto* rejected = std::get_if<Rejected>(&uploaded)) return std::move(*rejected);
  auto& there = std::get<UploadedMedia>(uploaded);
  kept.provider_media_id = there.provider_media_id;
  kept.expires_at += there.lives;
  return std::move(there.provider_media_id);
}

}  // namespace recado
