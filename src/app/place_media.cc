#include "app/place_media.h"

#include <algorithm>

#include "base/log.h"
#include "domain/file_type.h"

namespace recado {

PlaceMedia::PlaceMedia(Store& store, const ConnectionDirectory& directory, const Providers& providers,
                       MediaStore& files, const Clock& clock)
    : store_(store), directory_(directory), providers_(providers), files_(files), clock_(clock) {}

Result<void> PlaceMedia::operator()(const Job& job) {
  auto begun = begin(job);
  if (!begun) return begun.error();
  if (!*begun) return {};
  MediaFile& file = **begun;
  const Placed placed = upload(job.workspace, file);
  return store_.write(job.workspace, [&](Transaction& tx) { return conclude(tx, job, file, placed); });
}

Result<std::optional<MediaFile>> PlaceMedia::begin(const Job& job) {
  std::optional<MediaFile> file;
  const auto begun = store_.write(job.workspace, [&](Transaction& tx) -> Result<void> {
    auto found = tx.media_files().find(MediaId{job.subject});
    if (!found) return found.error();
    file = std::move(*found);
    if (!file || file->state != MediaState::ready || !file->message) {
      file.reset();
      return tx.jobs().finish(job.id);
    }
    const auto there = tx.media_files().find_upload(file->id, file->connection, clock_.now());
    if (!there) return there.error();
    if (!*there) return {};
    const MediaFile placed = *file;
    file.reset();
    return settle(tx, job, placed);
  });
  if (!begun) return begun.error();
  return file;
}

PlaceMedia::Placed PlaceMedia::upload(WorkspaceId workspace, const MediaFile& file) {
  const auto known = directory_.find(file.connection);
  MediaUploader* uploader = known ? providers_.of(known->connection.provider).media_uploader : nullptr;
  if (uploader == nullptr) {
    return Rejected{"media_unsupported",
                    "Files of ours cannot be sent through this number's provider yet.",
                    "Send a text or a link, or use a number of another provider.",
                    {}};
  }
  auto reader = files_.read({workspace, file.id, file.sealed_key}, MediaPart::file);
  if (!reader && reader.error().code == ErrorCode::not_found) {
    return Rejected{"media_missing", "The file is not in the media store any more.", "Upload it again.", {}};
  }
  if (!reader) return RetryLater{RetryLater::Cause::provider_trouble, DurationMs{0}, reader.error().message};
  const MediaParcel parcel{file.mime, safe_file_name(file.name, file_type_of(file.mime)), file.size,
                           [&reader] { return (*reader)->next(); }};
  return uploader->upload(access_to(known->connection, known->secrets), parcel);
}

Result<void> PlaceMedia::conclude(Transaction& tx, const Job& job, MediaFile& file, const Placed& placed) {
  if (const auto* later = std::get_if<RetryLater>(&placed)) return retry(tx, job, file, *later);
  if (const auto* there = std::get_if<UploadedMedia>(&placed)) {
    auto saved =
        tx.media_files().save_upload({file.id, file.connection, there->provider_media_id, clock_.now() + there->lives});
    return saved ? settle(tx, job, file) : saved;
  }
  const auto& rejected = std::get<Rejected>(placed);
  file.trouble = MediaTrouble{rejected.reason, rejected.message};
  if (auto saved = tx.media_files().save(file); !saved) return saved;
  return settle(tx, job, file);
}

Result<void> PlaceMedia::retry(Transaction& tx, const Job& job, MediaFile& file, const RetryLater& later) {
  const int attempts = job.attempts + 1;
  if (attempts >= k_most_attempts) {
    file.trouble = MediaTrouble{"gave_up", "The provider did not take the file for about a day: " + later.why};
    if (auto saved = tx.media_files().save(file); !saved) return saved;
    return settle(tx, job, file);
  }
  const DurationMs wait = std::max(later.after, backoff(later.cause, attempts));
  log::info("upload_retry", {{"media", file.id.text()}, {"why", later.why}, {"wait_ms", wait.count()}});
  return tx.jobs().postpone(job.id, clock_.now() + wait, attempts);
}

// The message that waits in its lane is looked at again.
Result<void> PlaceMedia::settle(Transaction& tx, const Job& job, const MediaFile& file) {
  if (auto done = tx.jobs().hasten(file.conversation.value, file.message.value, clock_.now()); !done) return done;
  return tx.jobs().finish(job.id);
}

}  // namespace recado
