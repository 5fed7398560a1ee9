// What each provider can carry, and how long the parts may be. The composer offers what stands here, and check_outgoing
// refuses the rest before the provider is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/connection.h"
#include "domain/outgoing.h"

namespace recado {

// One kind of file: which it may be and how large.
struct FileLimit {
  MessageType type = MessageType::image;
  std::int64_t most_bytes = 0;
  std::vector<std::string_view> mimes;  // empty: any
};

// Lengths in characters; 0 where the provider has no such thing.
struct Capabilities {
  std::vector<MessageType> types;
  std::vector<FileLimit> files;
  std::size_t text = 0;
  std::size_t caption = 0;  // of a picture or a video
  bool document_caption = false;
  bool document_filename = false;
  std::size_t body = 0;  // of buttons and links
  std::size_t list_body = 0;
  std::size_t header = 0;
  bool header_media = false;  // a picture, video or document above buttons
  std::size_t footer = 0;
  std::size_t buttons = 0;
  std::size_t button_title = 0;
  std::size_t button_id = 0;
  std::size_t list_button = 0;
  std::size_t list_sections = 0;
  std::size_t list_rows = 0;  // in all sections together
  std::size_t section_title = 0;
  std::size_t row_id = 0;
  std::size_t row_title = 0;
  std::size_t row_description = 0;
  std::size_t link_text = 0;
  std::size_t contacts = 0;
  bool quoting = false;  // can answer to one message
  bool read_receipts = false;
  bool typing = false;
  bool fetches_files = false;  // is given the address of a file of ours, not the file

  bool can_send(MessageType type) const;
  const FileLimit* file(MessageType type) const;
};

const Capabilities& capabilities_of(Provider provider);

// Whether the provider will take it, judged by what stands in the content alone. Errors: `invalid` that names the field
// ("buttons[1].title"); reason "cannot_send_type" when this provider has no such message.
Result<void> check_outgoing(const OutgoingContent& content, Provider provider);

// A reaction may be about a message of the last 30 days that is no reaction itself.
constexpr DurationMs k_reactable = std::chrono::hours{24 * 30};

}  // namespace recado
