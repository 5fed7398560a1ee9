#include "api/ui_pages.h"

#include <algorithm>
#include <string>

#include "api/problem.h"

namespace recado::api {
namespace {

// Scripts, styles and sockets of our own address only; nobody shows Recado inside a page of theirs.
constexpr std::string_view k_policy =
    "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; "
    "object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
constexpr std::string_view k_not_built =
    "<!doctype html><meta charset=utf-8><title>Recado</title>"
    "<h1>Recado runs, without its web application</h1>"
    "<p>This program was built before the web application was. Build both with <code>script/build</code>, or the "
    "application alone with <code>npm --prefix ui ci &amp;&amp; npm --prefix ui run build</code>, and then the program "
    "again. The API works meanwhile: see api/openapi.yaml.</p>";

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

bool is_zero_weight(std::string_view parameters) {
  const auto q = parameters.find("q=");
  return q != std::string_view::npos &&
         trimmed(parameters.substr(q + 2)).find_first_not_of("0.") == std::string_view::npos;
}

void set_page_headers(net::Headers& headers) {
  headers.set("Content-Security-Policy", std::string{k_policy});
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("X-Frame-Options", "DENY");
  headers.set("Referrer-Policy", "same-origin");
}

bool is_page(std::string_view path) {
  if (path == "/v1" || path.starts_with("/v1/")) return false;
  return path.substr(path.rfind('/')).find('.') == std::string_view::npos;
}

// The variants of one file stand together, the plain one first.
const EmbeddedFile* choose(std::span<const EmbeddedFile> files, std::string_view path,
                           std::string_view accept_encoding) {
  const auto variants = std::ranges::equal_range(files, path, {}, &EmbeddedFile::path);
  if (variants.empty()) return nullptr;
  for (const std::string_view encoding : {"br", "gzip"}) {
    const auto found = std::ranges::find(variants, encoding, &EmbeddedFile::encoding);
    if (found != variants.end() && accepts_encoding(accept_encoding, encoding)) return &*found;
  }
  return &variants.front();
}

net::Response file_answer(const EmbeddedFile& file, std::string_view if_none_match) {
  net::Response response;
  set_page_headers(response.headers);
  // The names of built assets change with their bytes.
  const bool hashed = file.path.starts_with("/assets/");
  response.headers.set("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.set("ETag", std::string{file.etag});
  response.headers.set("Vary", "Accept-Encoding");
  if (if_none_match == "*" || if_none_match.find(file.etag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  response.headers.set("Content-Type", std::string{file.content_type});
  if (!file.encoding.empty()) response.headers.set("Content-Encoding", std::string{file.encoding});
  response.static_body = file.bytes;
  return response;
}

net::Response not_built() {
  net::Response response;
  set_page_headers(response.headers);
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.static_body = k_not_built;
  return response;
}

}  // namespace

bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding) {
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const std::string_view entry = accept_encoding.substr(0, comma);
    const auto semicolon = entry.find(';');
    if (trimmed(entry.substr(0, semicolon)) == encoding) {
      return semicolon == std::string_view::npos || !is_zero_weight(entry.substr(semicolon));
    }
    if (comma == std::string_view::npos) return false;
    accept_encoding.remove_prefix(comma + 1);
  }
  return false;
}

net::Handler ui_pages(std::span<const EmbeddedFile> files) {
  return [files](const net::Request& request) {
    const std::string_view path =
        request.path == "/" ? std::string_view{"/index.html"} : std::string_view{request.path};
    const std::string_view encodings = request.headers.get("Accept-Encoding");
    const EmbeddedFile* file = choose(files, path, encodings);
    if (file == nullptr && !is_page(request.path)) return problem(404, "There is nothing at this address.");
    if (request.method != "GET" && request.method != "HEAD") {
      net::Response response = problem(405, "Pages are only read.");
      response.headers.set("Allow", "GET, HEAD");
      return response;
    }
    if (file == nullptr) file = choose(files, "/index.html", encodings);
    return file != nullptr ? file_answer(*file, request.headers.get("If-None-Match")) : not_built();
  };
}

}  // namespace recado::api
