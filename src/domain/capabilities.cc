#include "domain/capabilities.h"

#include <algorithm>

namespace recado {

namespace {

using enum MessageType;

constexpr std::int64_t k_kib = 1024;
constexpr std::int64_t k_mib = 1024 * k_kib;

// reference/meta.md, 4.2, 4.3 and 5
Capabilities of_meta() {
  Capabilities can;
  can.types = {text,     image,    video,   audio, document, sticker,         location,
               contacts, reaction, buttons, list,  cta_url,  location_request};
  can.files = {
      {image, 5 * k_mib, {"image/jpeg", "image/png"}},
      {video, 16 * k_mib, {"video/mp4", "video/3gpp"}},
      {audio, 16 * k_mib, {"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}},
      {document, 100 * k_mib, {}},
      {sticker, 500 * k_kib, {"image/webp"}},
  };
  can.text = 4096;
  can.caption = 1024;
  can.document_caption = true;
  can.document_filename = true;
  can.body = 1024;
  can.list_body = 4096;
  can.header = 60;
  can.header_media = true;
  can.footer = 60;
  can.buttons = 3;
  can.button_title = 20;
  can.button_id = 256;
  can.list_button = 20;
  can.list_sections = 10;
  can.list_rows = 10;
  can.section_title = 24;
  can.row_id = 200;
  can.row_title = 24;
  can.row_description = 72;
  can.link_text = 20;
  can.contacts = 257;
  can.quoting = true;
  can.read_receipts = true;
  can.typing = true;
  return can;
}

// reference/twilio.md, 4.1, 4.4 and 7: a message is a text, one file, or a place. Buttons and lists exist there only as
// content made beforehand.
Capabilities of_twilio() {
  Capabilities can;
  can.types = {text, image, video, audio, document, sticker, location};
  can.files = {
      {image, 5 * k_mib, {"image/jpeg", "image/png"}},
      {video, 16 * k_mib, {"video/mp4"}},
      {audio, 16 * k_mib, {"audio/ogg", "audio/amr", "audio/3gpp", "audio/aac", "audio/mpeg"}},
      {document,
       16 * k_mib,
       {"application/pdf", "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/vcard"}},
      {sticker, 500 * k_kib, {"image/webp"}},
  };
  can.text = 1600;
  can.caption = 1600;
  can.read_receipts = true;
  can.typing = true;
  can.fetches_files = true;
  return can;
}

}  // namespace

bool Capabilities::can_send(MessageType type) const { return std::ranges::find(types, type) != types.end(); }

const FileLimit* Capabilities::file(MessageType type) const {
  const auto found = std::ranges::find(files, type, &FileLimit::type);
  return found == files.end() ? nullptr : &*found;
}

const Capabilities& capabilities_of(Provider provider) {
  // Kapso passes Meta's own messages on (reference/kapso.md, 7).
  static const Capabilities meta = of_meta();
  static const Capabilities twilio = of_twilio();
  return provider == Provider::twilio ? twilio : meta;
}

}  // namespace recado
