#include "app/upload_media.h"

#include "domain/file_type.h"

namespace recado {

namespace {

MessageType kind_of(const FileType& type) {
  switch (type.family) {
    case FileFamily::image: return MessageType::image;
    case FileFamily::video: return MessageType::video;
    case FileFamily::audio: return MessageType::audio;
    default: return MessageType::document;
  }
}

Error error_of(const MediaTrouble& trouble) {
  if (trouble.reason == "store") return unavailable(trouble.message, "Try again in a moment.");
  return invalid("media", trouble.message, "Choose another file.");
}

}  // namespace

UploadMedia::UploadMedia(Store& store, KeepMedia& keep, VoiceMaker& voice_maker, IdSource& ids, const Clock& clock)
    : store_(store), keep_(keep), voice_maker_(voice_maker), ids_(ids), clock_(clock) {}

Result<MediaFile> UploadMedia::operator()(const Caller& caller, const UploadedFile& uploaded) {
  MediaFile file;
  file.id = ids_.next<MediaId>();
  file.claimed_mime = bare_mime(uploaded.mime);
  file.voice = uploaded.voice;
  file.created_at = clock_.now();
  const FileType type = type_of_file(uploaded.bytes, file.claimed_mime);
  file.kind = uploaded.voice ? MessageType::audio : kind_of(type);
  file.name = safe_file_name(uploaded.name, type);
  auto taken = take(caller.workspace, file, uploaded.bytes);
  if (taken && uploaded.voice) taken = as_voice(caller.workspace, *taken);
  if (!taken) return taken;
  auto added = store_.write(caller.workspace, [&](Transaction& tx) { return tx.media_files().add({&*taken, 1}); });
  if (added) return taken;
  static_cast<void>(keep_.remove(caller.workspace, taken->id));
  return added.error();
}

Result<MediaFile> UploadMedia::take(WorkspaceId workspace, MediaFile file, std::string_view bytes) {
  auto incoming = keep_.begin(workspace, file);
  if (!incoming) return incoming.error();
  (*incoming)->put(bytes);
  if (const auto trouble = keep_.finish(workspace, **incoming, file)) return error_of(*trouble);
  file.state = MediaState::ready;
  return file;
}

// The recording is replaced by what WhatsApp plays as a voice message.
Result<MediaFile> UploadMedia::as_voice(WorkspaceId workspace, const MediaFile& recording) {
  const auto drop = [&](Error error) -> Result<MediaFile> {
    static_cast<void>(keep_.remove(workspace, recording.id));
    return error;
  };
  auto reader = keep_.store().read({workspace, recording.id, recording.sealed_key}, MediaPart::file);
  if (!reader) return drop(reader.error());
  const FileType type = file_type_of(recording.mime);
  const auto voice = voice_maker_.to_voice(**reader, type);
  if (!voice) return drop(voice.error());
  MediaFile file = recording;
  file.claimed_mime = "audio/ogg";
  file.name = "voice.ogg";
  file.sealed_key.clear();
  auto taken = take(workspace, std::move(file), *voice);
  return taken ? taken : drop(taken.error());
}

}  // namespace recado
