// The web application, out of the program itself. Every path that is no file is a page of it, so that a link into the inbox
// works; unknown addresses of the API and unknown files are not found.
#pragma once

#include <span>
#include <string_view>

#include "api/embedded_ui.h"
#include "net/server.h"

namespace recado::api {

// The server's fallback. Without files it serves one page that says how to build them.
net::Handler ui_pages(std::span<const EmbeddedFile> files);

// Whether an Accept-Encoding header takes "br" or "gzip".
bool accepts_encoding(std::string_view accept_encoding, std::string_view encoding);

}  // namespace recado::api
