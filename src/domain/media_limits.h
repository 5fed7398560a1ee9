// Whether a provider takes a file that we have, by its content: asked before anything is uploaded, and the refusal names the
// limit.
#pragma once

#include "base/result.h"
#include "domain/connection.h"
#include "domain/media_file.h"

namespace recado {

struct OutgoingFile {
  MessageType kind = MessageType::document;  // what it is to be sent as
  std::string_view mime;                     // by content
  std::int64_t size = 0;
  bool animated = false;
};

// Errors: invalid, field "media", reason "media_type" or "media_size".
Result<void> check_outgoing_file(Provider provider, const OutgoingFile& file);

}  // namespace recado
