#include "app/refetch_media.h"

namespace recado {

namespace {

Error refused(std::string reason, std::string message) {
  Error error = conflict(std::move(message));
  error.reason = std::move(reason);
  return error;
}

}  // namespace

Result<MediaFile> RefetchMedia::operator()(WorkspaceId workspace, MediaId id) {
  MediaFile file;
  const auto written = store_.write(workspace, [&](Transaction& tx) -> Result<void> {
    auto changed = again(tx, id);
    if (!changed) return changed.error();
    file = std::move(*changed);
    return {};
  });
  if (!written) return written.error();
  return file;
}

Result<MediaFile> RefetchMedia::again(Transaction& tx, MediaId id) {
  auto found = tx.media_files().find(id);
  if (!found) return found.error();
  if (!*found) return not_found("There is no such file.");
  MediaFile& file = **found;
  if (file.state == MediaState::ready) return refused("media_ready", "The file is there already.");
  if (file.state == MediaState::removed) return refused("media_removed", "The message was deleted by its author.");
  const UtcMs now = clock_.now();
  if (file.state != MediaState::failed) {
    if (auto done = tx.jobs().hasten(id.value, id.value, now); !done) return done.error();
    return file;
  }
  file.state = MediaState::waiting;
  if (auto done = tx.media_files().save(file); !done) return done.error();
  const Job job{ids_.next<JobId>(), {}, JobKind::media, id.value, id.value, now};
  if (auto done = tx.jobs().add({&job, 1}); !done) return done.error();
  const NewLiveEvent event{LiveKind::message_updated, file.conversation, file.message, now};
  if (auto told = tx.live_log().append({&event, 1}); !told) return told.error();
  return file;
}

}  // namespace recado
