#include "simulator/control_media.h"

#include <boost/json.hpp>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "simulator/control_reply.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

// Webhooks carry the hash in base64.
std::string to_base64_from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
    bytes += static_cast<char>(std::stoi(std::string{hex.substr(at, 2)}, nullptr, 16));
  return crypto::to_base64(bytes);
}

Result<std::string> put_media(const Ledger& ledger, MediaShelf& shelf, const std::string& number_id,
                              std::string_view body) {
  const auto given = read_object(body);
  if (!given) return invalid("", "the file is a JSON object");
  const bool known = ledger.read([&](const World& world) { return find_number(world, number_id) != nullptr; });
  if (!known) return not_found("there is no number " + number_id);
  const std::string mime = text_or(*given, "mime_type");
  if (mime.empty()) return invalid("mime_type", "a file has a mime_type");
  auto bytes = crypto::from_base64(text_or(*given, "base64"));
  if (!bytes || bytes->empty()) return invalid("base64", "base64 holds the bytes of the file");
  const Media media = shelf.put(number_id, mime, std::move(*bytes));
  JsonWriter out;
  out.begin_object().member("id", media.id).member("sha256", to_base64_from_hex(media.sha256_hex)).end_object();
  return std::move(out).text();
}

// What lies on the phone, to be looked at: never as a page.
net::Response get_media(const MediaShelf& shelf, const net::Request& request) {
  const auto media = shelf.find(std::string{request.path_arg("media")});
  if (!media || media->number_id != request.path_arg("number"))
    return control_reply(not_found("there is no such file"));
  net::Response response;
  response.headers.set("Content-Type", "application/octet-stream");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Disposition", "attachment");
  response.body = *media->bytes;
  return response;
}

}  // namespace

void add_control_media(net::Server& server, const Ledger& ledger, MediaShelf& media) {
  server.route("POST", "/control/numbers/{number}/media", [&ledger, &media](const net::Request& request) {
    return control_reply(put_media(ledger, media, std::string{request.path_arg("number")}, request.body));
  });
  server.route("GET", "/control/numbers/{number}/media/{media}",
               [&media](const net::Request& request) { return get_media(media, request); });
}

}  // namespace recado::simulator
