#include "simulator/graph_media.h"

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "simulator/multipart.h"

namespace recado::simulator {

namespace {

constexpr std::size_t k_mebibyte = 1024 * 1024;

// What a file of this name most likely is, for uploads that name only the kind or nothing.
std::string mime_of_name(std::string_view file_name) {
  struct Known {
    std::string_view ending;
    std::string_view mime;
  };
  constexpr std::array k_known = {
      Known{".jpg", "image/jpeg"},      Known{".jpeg", "image/jpeg"}, Known{".png", "image/png"},
      Known{".webp", "image/webp"},     Known{".mp4", "video/mp4"},   Known{".3gp", "video/3gpp"},
      Known{".ogg", "audio/ogg"},       Known{".mp3", "audio/mpeg"},  Known{".aac", "audio/aac"},
      Known{".pdf", "application/pdf"}, Known{".txt", "text/plain"}};
  const auto found = std::ranges::find_if(k_known, [&](const Known& each) { return file_name.ends_with(each.ending); });
  return found == k_known.end() ? "application/octet-stream" : std::string{found->mime};
}

std::string mime_of(const FormPart& file, std::string_view type) {
  if (type.find('/') != type.npos) return std::string{type};
  if (!file.content_type.empty() && file.content_type != "application/octet-stream") return file.content_type;
  return mime_of_name(file.file_name);
}

std::size_t most_bytes(std::string_view mime) {
  if (mime.starts_with("image/webp")) return 500 * 1024;
  if (mime.starts_with("image/")) return 5 * k_mebibyte;
  if (mime.starts_with("audio/") || mime.starts_with("video/")) return 16 * k_mebibyte;
  return 100 * k_mebibyte;
}

bool is_supported(std::string_view mime) {
  constexpr std::array<std::string_view, 11> k_media = {"image/jpeg", "image/png",  "image/webp", "audio/aac",
                                                        "audio/amr",  "audio/mpeg", "audio/mp4",  "audio/ogg",
                                                        "video/mp4",  "video/3gpp", "audio/opus"};
  if (mime.starts_with("text/") || mime.starts_with("application/")) return mime != "application/octet-stream";
  return std::ranges::any_of(k_media, [&](std::string_view each) { return mime.starts_with(each); });
}

}  // namespace

GraphResult<net::Response> upload_media(const GraphCall& call, MediaShelf& shelf, const Number& number) {
  const auto parts = read_multipart(call.http.headers.get("Content-Type"), call.http.body);
  if (!parts) return std::unexpected(graph_error(100, "The request is not multipart/form-data."));
  const FormPart* product = find_part(*parts, "messaging_product");
  const auto product_word = product ? product->bytes : call.http.query.get("messaging_product").value_or("");
  if (product_word != "whatsapp")
    return std::unexpected(graph_error(100, "The parameter messaging_product is required."));
  const FormPart* file = find_part(*parts, "file");
  if (!file || file->file_name.empty()) return std::unexpected(graph_error(100, "The parameter file is required."));
  const FormPart* type = find_part(*parts, "type");
  const std::string mime = mime_of(*file, type ? type->bytes : std::string_view{});
  if (!is_supported(mime)) {
    return std::unexpected(
        graph_error(100, "Param file must be a file with one of the supported types, received " + mime + "."));
  }
  if (file->bytes.size() > most_bytes(mime))
    return std::unexpected(graph_error(131053, "The file is too large for its type."));
  const Media media = shelf.put(number.id, mime, std::string{file->bytes});
  JsonWriter out;
  out.begin_object().member("id", media.id).end_object();
  return json_response(std::move(out).text());
}

GraphResult<net::Response> media_node(const GraphCall& call, const Ledger& ledger, MediaShelf& shelf,
                                      const std::string& base_url, UtcMs now) {
  const std::string id{call.node()};
  const auto media = shelf.find(id);
  if (!media) return std::unexpected(object_missing(call.method, id));
  const auto allowed =
      ledger.read([&](const World& world) { return authorised_number(world, call, media->number_id); });
  if (!allowed) return std::unexpected(allowed.error());
  const auto asked_number = call.http.query.get("phone_number_id");
  if (asked_number && *asked_number != media->number_id) return std::unexpected(object_missing(call.method, id));
  if (call.method == "DELETE") {
    shelf.remove(id);
    return success_response();
  }
  if (call.method != "GET") return std::unexpected(object_missing(call.method, id));
  JsonWriter out;
  out.begin_object().member("messaging_product", "whatsapp");
  const std::string url = base_url + shelf.download_target(id, now);
  if (call.provider == "kapso") out.member("download_url", url);
  out.member("url", url).member("mime_type", media->mime);
  out.member("sha256", media->sha256_hex).member("file_size", media->bytes->size()).member("id", id).end_object();
  return json_response(std::move(out).text());
}

net::Response announced_too_large(net::Response response) {
  const auto at = response.body.find("\"file_size\":");
  if (at == std::string::npos) return response;
  const auto digits = at + std::string_view{"\"file_size\":"}.size();
  const auto end = response.body.find_first_of(",}", digits);
  response.body.replace(digits, end - digits, "3221225472");
  return response;
}

net::Response spoiled(net::Response response, MediaFault fault) {
  if (response.status != 200) return response;
  switch (fault) {
    case MediaFault::not_found: response.status = 404; break;
    case MediaFault::http_500: response.status = 500; break;
    case MediaFault::cut: response.status = net::k_no_answer; break;
    case MediaFault::wrong_bytes:
      if (!response.body.empty()) response.body.back() = static_cast<char>(response.body.back() ^ 1);
      break;
    default: break;
  }
  return response;
}

net::Response download_media(const GraphCall& call, const Ledger& ledger, const MediaShelf& shelf, UtcMs now) {
  const auto parameter = [&](std::string_view name) { return call.http.query.get(name).value_or(""); };
  const auto media = shelf.open(parameter("mid"), parameter("ext"), parameter("hash"), now);
  net::Response response;
  response.headers.set("Content-Type", "text/plain");
  response.status = 404;
  response.body = "URL signature expired";
  if (!media) return response;
  // Kapso's links are good without a key.
  const bool is_open = ledger.read([&](const World& world) {
    const Number* number = find_number(world, media->number_id);
    return number && number->provider == "kapso";
  });
  const auto allowed =
      ledger.read([&](const World& world) { return authorised_number(world, call, media->number_id); });
  if (!is_open && !allowed) return to_response(allowed.error());
  response.status = 200;
  response.headers.set("Content-Type", media->mime);
  response.body = *media->bytes;
  return response;
}

}  // namespace recado::simulator
