#include "store/media_files.h"

#include "base/crypto.h"
#include "domain/outgoing.h"

namespace recado::store {

namespace {

#define RECADO_MEDIA_COLUMNS                                                                                    \
  "f.id, f.message_id, f.conversation_id, f.connection_id, f.kind, f.voice, f.animated, f.provider_media_id, "  \
  "f.provider_url, f.claimed_mime, f.claimed_sha256, f.claimed_size, f.name, f.state, f.trouble_reason, "       \
  "f.trouble_message, f.created_at, f.mime, f.size, f.sha256, f.sealed_key, f.width, f.height, f.duration_ms, " \
  "f.waveform, f.has_thumbnail"

constexpr sql::Statement k_add{
    "INSERT INTO media_file (workspace_id, id, message_id, conversation_id, connection_id, kind, voice, animated, "
    "provider_media_id, provider_url, claimed_mime, claimed_sha256, claimed_size, name, state, trouble_reason, "
    "trouble_message, created_at, mime, size, sha256, sealed_key, width, height, duration_ms, waveform, has_thumbnail) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23, $24, $25, $26, $27)"};
constexpr sql::Statement k_find{"SELECT " RECADO_MEDIA_COLUMNS
                                " FROM media_file f WHERE f.workspace_id = $1 AND f.id = $2"};
constexpr sql::Statement k_of_message{"SELECT " RECADO_MEDIA_COLUMNS
                                      " FROM media_file f WHERE f.workspace_id = $1 AND f.message_id = $2 "
                                      "ORDER BY f.id"};
constexpr sql::Statement k_sent_again{"SELECT retried_by FROM message WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_save{
    "UPDATE media_file SET state = $3, trouble_reason = $4, trouble_message = $5, mime = $6, size = $7, sha256 = $8, "
    "sealed_key = $9, width = $10, height = $11, duration_ms = $12, waveform = $13, has_thumbnail = $14 "
    "WHERE workspace_id = $1 AND id = $2"};
constexpr sql::Statement k_attach{
    "UPDATE media_file SET message_id = $3, conversation_id = $4, connection_id = $5 WHERE workspace_id = $1 AND id = "
    "$2"};
constexpr sql::Statement k_find_upload{
    "SELECT provider_media_id, expires_at FROM media_upload WHERE workspace_id = $1 AND media_id = $2 AND "
    "connection_id = $3 AND expires_at > $4"};
constexpr sql::Statement k_save_upload{
    "INSERT INTO media_upload (workspace_id, media_id, connection_id, provider_media_id, expires_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, media_id, connection_id) DO UPDATE SET "
    "provider_media_id = excluded.provider_media_id, expires_at = excluded.expires_at"};

// A file belongs to the newest of the messages that sent it again.
Result<MessageId> owner_of(sql::Connection& connection, WorkspaceId workspace, const StoredMessage& message) {
  MessageId owner = message.id;
  for (auto next = message.retried_by; next;) {
    owner = *next;
    next.reset();
    const auto ran = connection.run(k_sent_again, {workspace, owner},
                                    [&](const sql::Row& row) { next = row.maybe_id<MessageId>(0); });
    if (!ran) return ran.error();
  }
  return owner;
}

sql::Value reason_of(const MediaFile& f) { return f.trouble ? sql::Value{f.trouble->reason} : sql::Value{}; }
sql::Value message_of(const MediaFile& f) { return f.trouble ? sql::Value{f.trouble->message} : sql::Value{}; }

std::optional<int> maybe_int(const sql::Row& row, int column) {
  if (row.is_null(column)) return {};
  return static_cast<int>(row.integer(column));
}

MediaFile media_from(const sql::Row& row) {
  MediaFile f;
  f.id = row.id<MediaId>(0);
  f.message = row.id<MessageId>(1);
  f.conversation = row.id<ConversationId>(2);
  f.connection = row.id<ConnectionId>(3);
  f.kind = static_cast<MessageType>(row.integer(4));
  f.voice = row.integer(5) != 0;
  f.animated = row.integer(6) != 0;
  f.provider_media_id = row.string(7);
  f.provider_url = row.string(8);
  f.claimed_mime = row.string(9);
  f.claimed_sha256 = row.string(10);
  f.claimed_size = row.maybe_integer(11);
  f.name = row.string(12);
  f.state = static_cast<MediaState>(row.integer(13));
  if (!row.is_null(14)) f.trouble = MediaTrouble{row.string(14), row.string(15)};
  f.created_at = row.time(16);
  f.mime = row.string(17);
  f.size = row.integer(18);
  f.sha256 = row.string(19);
  f.sealed_key = row.string(20);
  f.width = maybe_int(row, 21);
  f.height = maybe_int(row, 22);
  f.duration_ms = row.maybe_integer(23);
  f.waveform = crypto::from_hex(row.text(24)).value_or("");
  f.has_thumbnail = row.integer(25) != 0;
  return f;
}

}  // namespace

Result<void> SqlMediaFiles::add(std::span<const MediaFile> files) {
  if (files.empty()) return {};
  std::vector<std::string> waveforms;
  for (const MediaFile& f : files) waveforms.push_back(crypto::to_hex(f.waveform));
  std::vector<sql::Value> values;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const MediaFile& f = files[i];
    values.insert(values.end(), {workspace_,
                                 f.id,
                                 f.message,
                                 f.conversation,
                                 f.connection,
                                 static_cast<int>(f.kind),
                                 f.voice,
                                 f.animated,
                                 f.provider_media_id,
                                 f.provider_url,
                                 f.claimed_mime,
                                 f.claimed_sha256,
                                 f.claimed_size,
                                 f.name,
                                 static_cast<int>(f.state),
                                 reason_of(f),
                                 message_of(f),
                                 f.created_at,
                                 f.mime,
                                 f.size,
                                 f.sha256,
                                 sql::Bytes{f.sealed_key},
                                 f.width,
                                 f.height,
                                 f.duration_ms,
                                 waveforms[i],
                                 f.has_thumbnail});
  }
  return connection_.run_many(k_add, 27, values);
}

Result<std::optional<MediaFile>> SqlMediaFiles::find(MediaId id) {
  std::optional<MediaFile> found;
  const auto ran = connection_.run(k_find, {workspace_, id}, [&](const sql::Row& row) { found = media_from(row); });
  if (!ran) return ran.error();
  return found;
}

Result<std::vector<MediaFile>> SqlMediaFiles::of_message(MessageId message) {
  std::vector<MediaFile> files;
  const auto ran = connection_.run(k_of_message, {workspace_, message},
                                   [&](const sql::Row& row) { files.push_back(media_from(row)); });
  if (!ran) return ran.error();
  return files;
}

Result<void> SqlMediaFiles::save(const MediaFile& f) {
  const std::string waveform = crypto::to_hex(f.waveform);
  const auto ran = connection_.run(
      k_save, {workspace_, f.id, static_cast<int>(f.state), reason_of(f), message_of(f), f.mime, f.size, f.sha256,
               sql::Bytes{f.sealed_key}, f.width, f.height, f.duration_ms, waveform, f.has_thumbnail});
  if (!ran) return ran.error();
  return {};
}

Result<void> SqlMediaFiles::attach(MediaId id, MessageId message, ConversationId conversation,
                                   ConnectionId connection) {
  const auto ran = connection_.run(k_attach, {workspace_, id, message, conversation, connection});
  if (!ran) return ran.error();
  return {};
}

Result<std::optional<MediaUpload>> SqlMediaFiles::find_upload(MediaId media, ConnectionId connection, UtcMs now) {
  std::optional<MediaUpload> found;
  const auto ran = connection_.run(k_find_upload, {workspace_, media, connection, now}, [&](const sql::Row& row) {
    found = MediaUpload{media, connection, row.string(0), row.time(1)};
  });
  if (!ran) return ran.error();
  return found;
}

Result<void> SqlMediaFiles::save_upload(const MediaUpload& upload) {
  const auto ran = connection_.run(
      k_save_upload, {workspace_, upload.media, upload.connection, upload.provider_media_id, upload.expires_at});
  if (!ran) return ran.error();
  return {};
}

Result<void> load_media(sql::Connection& connection, WorkspaceId workspace, std::span<StoredMessage* const> messages) {
  std::vector<StoredMessage*> with_files;
  std::vector<sql::Value> values;
  for (StoredMessage* message : messages) {
    if (!is_file(message->type)) continue;
    const auto owner = owner_of(connection, workspace, *message);
    if (!owner) return owner.error();
    with_files.push_back(message);
    values.insert(values.end(), {workspace, *owner});
  }
  if (with_files.empty()) return {};
  return connection.run_many(k_of_message, 2, values, [&](std::size_t set, const sql::Row& row) {
    with_files[set]->media.push_back(media_from(row));
  });
}

Result<void> load_media(sql::Connection& connection, WorkspaceId workspace, std::span<StoredMessage> messages) {
  std::vector<StoredMessage*> each;
  for (StoredMessage& message : messages) each.push_back(&message);
  return load_media(connection, workspace, std::span<StoredMessage* const>{each});
}

}  // namespace recado::store
