#include "app/outgoing_file.h"

#include "domain/capabilities.h"
#include "domain/file_type.h"
#include "domain/media_limits.h"

namespace recado {

namespace {

constexpr std::string_view k_field = "media.file_id";

Error named(Error error) {
  error.field = k_field;
  return error;
}

Result<MediaFile> own_file(Transaction& tx, const OutgoingContent& content) {
  auto found = tx.media_files().find(content.media.front().file);
  if (!found) return found.error();
  const bool is_ours = *found && (*found)->provider_media_id.empty() && (*found)->provider_url.empty();
  if (!is_ours || (*found)->state != MediaState::ready) {
    return invalid(std::string{k_field}, "There is no such file of yours.", "Upload it with POST /v1/media.");
  }
  return std::move(**found);
}

// Above buttons stands a file of any of three kinds.
MessageType kind_in(const OutgoingContent& content, std::string_view mime) {
  if (is_file(content.type)) return content.type;
  if (mime.starts_with("image/")) return MessageType::image;
  return mime.starts_with("video/") ? MessageType::video : MessageType::document;
}

}  // namespace

bool has_own_file(const OutgoingContent& content) {
  return !content.media.empty() && content.media.front().file != MediaId{};
}

Result<void> fill_file(Transaction& tx, OutgoingContent& content) {
  if (!has_own_file(content)) return {};
  const auto file = own_file(tx, content);
  if (!file) return file.error();
  OutgoingMedia& media = content.media.front();
  media.mime = file->mime;
  media.voice = media.voice || (file->voice && content.type == MessageType::audio);
  if (media.filename.empty() && content.type == MessageType::document) {
    media.filename = safe_file_name(file->name, file_type_of(file->mime));
  }
  return {};
}

Result<void> check_file(Transaction& tx, const OutgoingContent& content, Provider provider) {
  if (!has_own_file(content)) return {};
  const auto file = own_file(tx, content);
  if (!file) return file.error();
  const auto fits =
      check_outgoing_file(provider, {kind_in(content, file->mime), file->mime, file->size, file->animated});
  if (!fits) return named(fits.error());
  return {};
}

bool needs_upload(const OutgoingContent& content, Provider provider) {
  return has_own_file(content) && !capabilities_of(provider).fetches_files;
}

namespace {

// What kept it from going out may be over: what the provider has of it is not taken on trust again.
Result<void> try_afresh(Transaction& tx, MediaFile& file, const StoredMessage& failed) {
  if (file.trouble) {
    file.trouble.reset();
    if (auto saved = tx.media_files().save(file); !saved) return saved;
  }
  if (!failed.error || failed.error->reason != "media") return {};
  return tx.media_files().save_upload({file.id, failed.connection, {}, UtcMs{}});
}

}  // namespace

Result<void> bind_file(Transaction& tx, const StoredMessage& message, const OutgoingContent& content,
                       const StoredMessage* failed) {
  if (!has_own_file(content)) return {};
  auto file = own_file(tx, content);
  if (!file) return file.error();
  if (failed != nullptr && file->message == failed->id) {
    if (auto ready = try_afresh(tx, *file, *failed); !ready) return ready;
  } else if (file->message) {
    Error error = conflict("This file was sent already.", "Upload it again to send it again.");
    error.reason = "media_sent";
    return named(std::move(error));
  }
  return tx.media_files().attach(file->id, message.id, message.conversation, message.connection);
}

Result<void> add_upload(Transaction& tx, const StoredMessage& message, const OutgoingContent& content, JobId id) {
  const std::int64_t file = content.media.front().file.value;
  const Job job{id, {}, JobKind::upload, file, file, message.received_at, 0};
  return tx.jobs().add({&job, 1});
}

Result<FilePlace> place_of_file(Transaction& tx, const Connection& connection, OutgoingContent& content, UtcMs now) {
  if (!has_own_file(content)) return FilePlace{true, {}};
  const auto there = tx.media_files().find_upload(content.media.front().file, connection.id, now);
  if (!there) return there.error();
  if (*there) {
    content.media.front().provider_id = (*there)->provider_media_id;
    return FilePlace{true, {}};
  }
  const auto file = tx.media_files().find(content.media.front().file);
  if (!file) return file.error();
  if (!*file || (*file)->state != MediaState::ready) {
    return FilePlace{false, Rejected{"media_missing", "The file is not here any more.", "Upload it again.", {}}};
  }
  if (!needs_upload(content, connection.provider)) return FilePlace{true, {}};
  if (!(*file)->trouble) return FilePlace{};
  return FilePlace{false, Rejected{(*file)->trouble->reason, (*file)->trouble->message, "Upload another file.", {}}};
}

}  // namespace recado
