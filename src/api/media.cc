#include "api/media.h"

#include <fmt/format.h>

#include "api/media_body.h"
#include "api/views.h"
#include "domain/file_type.h"

namespace recado::api {
namespace {

Result<MediaId> media_of(const net::Request& request) {
  const auto id = MediaId::parse(request.path_arg("media"));
  if (!id) return not_found("There is no such file.");
  return *id;
}

Result<MediaFile> find(Store& store, WorkspaceId workspace, MediaId id) {
  std::optional<MediaFile> file;
  const auto read = store.read(workspace, [&](Transaction& tx) -> Result<void> {
    auto found = tx.media_files().find(id);
    if (!found) return found.error();
    file = std::move(*found);
    return {};
  });
  if (!read) return read.error();
  if (!file) return not_found("There is no such file.");
  return std::move(*file);
}

Result<MediaFile> find(Store& store, WorkspaceId workspace, const net::Request& request) {
  const auto id = media_of(request);
  return id ? find(store, workspace, *id) : id.error();
}

Error not_ready(const MediaFile& file) {
  const std::string why = file.trouble ? " " + file.trouble->message : std::string{};
  Error error = file.state == MediaState::removed
                    ? conflict("The message was deleted by its author, and its file with it.")
                    : conflict("The file is not here yet." + why, "Fetch it again, or wait for the next try.");
  error.reason = "media_" + std::string{file.state == MediaState::fetching ? "waiting" : to_text(file.state)};
  return error;
}

// Whatever is in the file, it does not run as ours: its type is not guessed, it has an origin of its own and may load
// nothing, and no other site may embed it.
net::Response guarded(int status, std::string_view mime, std::string etag) {
  net::Response response;
  response.status = status;
  response.headers.set("Content-Type", std::string{mime});
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  // Asked for again each time: a file that was deleted is not to live on in a browser.
  response.headers.set("Cache-Control", "private, no-cache");
  response.headers.set("ETag", std::move(etag));
  return response;
}

std::string disposition(const MediaFile& file, const FileType& type, bool is_download) {
  const std::string name = safe_file_name(file.name, type);
  std::string plain;
  for (const char c : name) plain += c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '%' ? c : '_';
  return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", is_download ? "attachment" : "inline", plain,
                     net::percent_encode(name));
}

Answer send_file(MediaStore& files, WorkspaceId workspace, const MediaFile& file, const net::Request& request) {
  const FileType type = file_type_of(file.mime);
  const std::string etag = "\"" + file.sha256 + "\"";
  if (request.headers.get("If-None-Match") == etag) return guarded(304, served_mime(type), etag);
  const AskedRange asked = read_range(request.headers.get("Range"), file.size);
  if (asked.kind == RangeKind::not_satisfiable) {
    auto response = guarded(416, "text/plain", etag);
    response.headers.set("Content-Range", fmt::format("bytes */{}", file.size));
    return response;
  }
  auto reader = files.read({workspace, file.id, file.sealed_key}, MediaPart::file);
  if (!reader) return reader.error();
  const bool is_part = asked.kind == RangeKind::satisfiable;
  const ByteRange range = is_part ? asked.range : ByteRange{0, file.size - 1};
  auto response = guarded(is_part ? 206 : 200, served_mime(type), etag);
  const bool is_download = !may_be_shown(type) || request.query.get("download").has_value();
  response.headers.set("Content-Disposition", disposition(file, type, is_download));
  response.headers.set("Accept-Ranges", "bytes");
  if (is_part) {
    response.headers.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.last, file.size));
  }
  response.stream = media_body(std::move(*reader), range);
  return response;
}

}  // namespace

MemberEndpoint get_media(Store& store, MediaStore& files) {
  return [&store, &files](const Caller& caller, const net::Request& request) -> Answer {
    const auto file = find(store, caller.workspace, request);
    if (!file) return file.error();
    if (file->state != MediaState::ready) return not_ready(*file);
    return send_file(files, caller.workspace, *file, request);
  };
}

Endpoint get_shared_media(const MediaLinks& links, const ConnectionDirectory& directory, Store& store,
                          MediaStore& files) {
  return [&links, &directory, &store, &files](const net::Request& request) -> Answer {
    const auto shared = links.open(request.path_arg("token"));
    const auto known = shared ? directory.find(shared->connection) : nullptr;
    if (!known) return not_found("There is no such file.");
    const WorkspaceId workspace = known->connection.workspace;
    const auto file = find(store, workspace, shared->media);
    if (!file) return file.error();
    if (file->state != MediaState::ready) return not_found("There is no such file.");
    return send_file(files, workspace, *file, request);
  };
}

MemberEndpoint get_thumbnail(Store& store, MediaStore& files) {
  return [&store, &files](const Caller& caller, const net::Request& request) -> Answer {
    const auto file = find(store, caller.workspace, request);
    if (!file) return file.error();
    if (file->state != MediaState::ready) return not_ready(*file);
    if (!file->has_thumbnail) return not_found("The file has no thumbnail.");
    const std::string etag = "\"" + file->sha256 + "-thumbnail\"";
    if (request.headers.get("If-None-Match") == etag) return guarded(304, "image/webp", etag);
    auto reader = files.read({caller.workspace, file->id, file->sealed_key}, MediaPart::thumbnail);
    if (!reader) return reader.error();
    std::string bytes;
    while (true) {  // at most 512 KiB
      const auto piece = (*reader)->next();
      if (!piece) return piece.error();
      if (piece->empty()) break;
      bytes += *piece;
    }
    auto response = guarded(200, served_mime(type_by_content(bytes)), etag);
    response.headers.set("Content-Disposition", "inline");
    response.body = std::move(bytes);
    return response;
  };
}

MemberEndpoint refetch_media(RefetchMedia& refetch) {
  return [&refetch](const Caller& caller, const net::Request& request) -> Answer {
    const auto id = media_of(request);
    if (!id) return id.error();
    const auto file = refetch(caller.workspace, *id);
    if (!file) return file.error();
    return json_answer(202, view_of(*file));
  };
}

MemberEndpoint upload_media(UploadMedia& upload) {
  return [&upload](const Caller& caller, const net::Request& request) -> Answer {
    const auto voice = request.query.get("voice").value_or("false");
    if (voice != "true" && voice != "false") return invalid("voice", "\"voice\" must be true or false.");
    const std::string name{request.query.get("name").value_or("")};
    const auto file =
        upload(caller, {request.body, name, std::string{request.headers.get("Content-Type")}, voice == "true"});
    if (!file) return file.error();
    return json_answer(201, view_of(*file));
  };
}

}  // namespace recado::api
