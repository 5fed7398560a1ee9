#include "app/receive_media.h"

#include "app/apply_items.h"
#include "domain/outgoing.h"

namespace recado {

void ReceivedMedia::note(const StoredMessage& message, const MessageContent& content) {
  if (content.type == MessageType::revoke && message.target) deleted_.push_back(*message.target);
  if (!is_file(content.type)) return;  // an edit quotes the file that is there already
  for (const Media& media : content.media) files_.push_back(file_of(message, media));
}

Result<void> ReceivedMedia::save(Transaction& tx) {
  if (auto added = tx.media_files().add(files_); !added) return added;
  std::vector<Job> jobs;
  jobs.reserve(files_.size());
  for (const MediaFile& file : files_) jobs.push_back(job_of(file.id));
  if (auto added = tx.jobs().add(jobs); !added) return added;
  // Behind the files: what came and went in one delivery is found too.
  for (const MessageId message : deleted_) {
    if (auto removed = remove(tx, message); !removed) return removed;
  }
  return {};
}

MediaFile ReceivedMedia::file_of(const StoredMessage& message, const Media& media) {
  MediaFile file;
  file.id = ids_.next<MediaId>();
  file.message = message.id;
  file.conversation = message.conversation;
  file.connection = message.connection;
  file.kind = message.type;
  file.voice = media.voice.value_or(false);
  file.animated = media.animated.value_or(false);
  file.provider_media_id = without_zeros(media.id);
  file.provider_url = without_zeros(media.url);
  file.claimed_mime = without_zeros(media.mime);
  file.claimed_sha256 = without_zeros(media.sha256);
  file.claimed_size = media.size_bytes;
  file.name = without_zeros(media.filename);
  file.created_at = now_;
  return file;
}

Job ReceivedMedia::job_of(MediaId id) {
  return {.id = ids_.next<JobId>(),
          .workspace = {},
          .kind = JobKind::media,
          .lane = id.value,
          .subject = id.value,
          .run_at = now_};
}

Result<void> ReceivedMedia::remove(Transaction& tx, MessageId message) {
  // Only who wrote a message deletes it: what the screens show decides.
  const auto shown = tx.messages().show({&message, 1});
  if (!shown) return shown.error();
  if (shown->empty() || !shown->front().context.deleted_at) return {};
  auto files = tx.media_files().of_message(message);
  if (!files) return files.error();
  for (MediaFile& file : *files) {
    file.state = MediaState::removed;
    file.trouble.reset();
    if (auto saved = tx.media_files().save(file); !saved) return saved;
    // A try that waits is ahead in the lane and would keep the file for hours.
    if (auto done = tx.jobs().hasten(file.id.value, file.id.value, now_); !done) return done;
    const Job job = job_of(file.id);
    if (auto added = tx.jobs().add({&job, 1}); !added) return added;
    const NewLiveEvent event{LiveKind::message_updated, file.conversation, file.message, now_};
    if (auto told = tx.live_log().append({&event, 1}); !told) return told.error();
  }
  return {};
}

}  // namespace recado
