#include <algorithm>
#include <cmath>
#include <set>

#include "domain/capabilities.h"

namespace recado {

namespace {

using enum MessageType;

Result<void> fine() { return {}; }

bool blank(std::string_view value) { return value.find_first_not_of(" \t\r\n") == std::string_view::npos; }

Result<void> at_most(const std::string& field, std::string_view value, std::size_t most) {
  if (value.find('\0') != std::string_view::npos)
    return invalid(field, "\"" + field + "\" holds a zero character.", "Remove it.");
  if (characters_in(value) <= most) return fine();
  if (most == 0) return invalid(field, "This number's provider takes no \"" + field + "\" here.", "Leave it out.");
  return invalid(field, "\"" + field + "\" is longer than " + std::to_string(most) + " characters.", "Shorten it.");
}

Result<void> needed(const std::string& field, std::string_view value, std::size_t most) {
  if (blank(value)) return invalid(field, "\"" + field + "\" is empty.", "Write something.");
  return at_most(field, value, most);
}

Result<void> count_between(const std::string& field, std::size_t count, std::size_t least, std::size_t most) {
  if (count >= least && count <= most) return fine();
  return invalid(field, "\"" + field + "\" must have " + std::to_string(least) + " to " + std::to_string(most) +
                            " entries; there are " + std::to_string(count) + ".");
}

Result<void> check_media(const OutgoingMedia& media, const FileLimit& limit) {
  if (media.file == MediaId{} && media.link.empty())
    return invalid("media", "\"media\" needs a \"file_id\" or a \"link\".", "Upload the file first.");
  if (media.file != MediaId{} && !media.link.empty())
    return invalid("media", "\"media\" has both a \"file_id\" and a \"link\".", "Send one of them.");
  if (!media.link.empty() && !media.link.starts_with("https://"))
    return invalid("media.link", "\"media.link\" must begin with https://.",
                   "Give an address that the provider can fetch.");
  constexpr std::size_t longest_link = 2000;
  constexpr std::size_t longest_name = 240;
  if (auto ok = at_most("media.link", media.link, longest_link); !ok) return ok;
  if (auto ok = at_most("media.filename", media.filename, longest_name); !ok) return ok;
  const std::string_view mime = std::string_view{media.mime}.substr(0, media.mime.find(';'));
  if (!mime.empty() && !limit.mimes.empty() && std::ranges::find(limit.mimes, mime) == limit.mimes.end()) {
    return invalid(
        "media.file_id",
        "A file of type " + std::string{mime} + " cannot be sent as " + std::string{to_text(limit.type)} + ".",
        "Send it as a document, or convert it.");
  }
  return fine();
}

Result<void> check_file(const OutgoingContent& content, const Capabilities& can) {
  const FileLimit* limit = can.file(content.type);
  if (content.media.size() != 1 || limit == nullptr) return invalid("media", "The field \"media\" is missing.");
  if (auto ok = check_media(content.media.front(), *limit); !ok) return ok;
  const bool captioned =
      content.type == image || content.type == video || (content.type == document && can.document_caption);
  if (!captioned && !content.text.empty())
    return invalid("text", "A message of this type has no caption.", "Send the text by itself.");
  if (content.media.front().voice && content.type != audio)
    return invalid("media.voice", "Only an audio can be a voice message.", "Leave it out.");
  return at_most("text", content.text, can.caption);
}

Result<void> check_location(const OutgoingContent& content) {
  if (content.location.size() != 1) return invalid("location", "The field \"location\" is missing.");
  const OutgoingLocation& place = content.location.front();
  constexpr double pole = 90;
  constexpr double antimeridian = 180;
  constexpr std::size_t longest = 1000;
  if (!(std::abs(place.latitude) <= pole))
    return invalid("location.latitude", "The latitude must lie between -90 and 90 degrees.");
  if (!(std::abs(place.longitude) <= antimeridian))
    return invalid("location.longitude", "The longitude must lie between -180 and 180 degrees.");
  if (auto ok = at_most("location.name", place.name, longest); !ok) return ok;
  return at_most("location.address", place.address, longest);
}

Result<void> check_contacts(const OutgoingContent& content, const Capabilities& can) {
  if (auto ok = count_between("contacts", content.contacts.size(), 1, can.contacts); !ok) return ok;
  constexpr std::size_t longest = 1000;
  for (std::size_t i = 0; i < content.contacts.size(); ++i) {
    const OutgoingCard& card = content.contacts[i];
    const std::string at = "contacts[" + std::to_string(i) + "]";
    if (auto ok = needed(at + ".name", card.formatted_name, longest); !ok) return ok;
    if (card.phones.empty() && card.emails.empty())
      return invalid(at + ".phones", "A contact card needs a number or an e-mail address.");
    for (std::size_t j = 0; j < card.phones.size(); ++j) {
      if (auto ok = needed(at + ".phones[" + std::to_string(j) + "].phone", card.phones[j].phone, longest); !ok)
        return ok;
    }
  }
  return fine();
}

Result<void> check_reaction(const OutgoingContent& content) {
  constexpr std::size_t longest_emoji = 12;  // families and flags are several code points
  if (content.reaction_to == MessageId{})
    return invalid("reaction.message_id", "A reaction needs the message it is about.");
  return at_most("reaction.emoji", content.reaction_emoji, longest_emoji);
}

// What stands around the body of an interactive message.
Result<void> check_frame(const OutgoingContent& content, const Capabilities& can, std::size_t longest_body) {
  if (auto ok = needed("text", content.text, longest_body); !ok) return ok;
  if (auto ok = at_most("header", content.header, can.header); !ok) return ok;
  return at_most("footer", content.footer, can.footer);
}

Result<void> check_buttons(const OutgoingContent& content, const Capabilities& can) {
  if (auto ok = check_frame(content, can, can.body); !ok) return ok;
  if (!content.media.empty()) {
    const MessageType kind = content.media.front().mime.starts_with("video/") ? video
                             : content.media.front().mime.starts_with("image/") || content.media.front().mime.empty()
                                 ? image
                                 : document;
    if (!can.header_media || !content.header.empty() || content.media.size() > 1)
      return invalid("media", "Above the buttons stands either a line or one file.", "Leave one of them out.");
    if (auto ok = check_media(content.media.front(), *can.file(kind)); !ok) return ok;
  }
  if (auto ok = count_between("buttons", content.buttons.size(), 1, can.buttons); !ok) return ok;
  std::set<std::string> ids;
  std::set<std::string> titles;
  for (std::size_t i = 0; i < content.buttons.size(); ++i) {
    const std::string at = "buttons[" + std::to_string(i) + "]";
    if (auto ok = needed(at + ".id", content.buttons[i].id, can.button_id); !ok) return ok;
    if (auto ok = needed(at + ".title", content.buttons[i].title, can.button_title); !ok) return ok;
    if (!ids.insert(content.buttons[i].id).second) return invalid(at + ".id", "Two buttons have the same id.");
    if (!titles.insert(content.buttons[i].title).second)
      return invalid(at + ".title", "Two buttons have the same title.");
  }
  return fine();
}

Result<void> check_row(const std::string& at, const ListRow& row, const Capabilities& can, std::set<std::string>& ids) {
  if (auto ok = needed(at + ".id", row.id, can.row_id); !ok) return ok;
  if (auto ok = needed(at + ".title", row.title, can.row_title); !ok) return ok;
  if (auto ok = at_most(at + ".description", row.description, can.row_description); !ok) return ok;
  if (!ids.insert(row.id).second) return invalid(at + ".id", "Two rows have the same id.");
  return fine();
}

Result<void> check_list(const OutgoingContent& content, const Capabilities& can) {
  if (auto ok = check_frame(content, can, can.list_body); !ok) return ok;
  if (auto ok = needed("list.button", content.list_button, can.list_button); !ok) return ok;
  if (auto ok = count_between("list.sections", content.sections.size(), 1, can.list_sections); !ok) return ok;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < content.sections.size(); ++i) {
    const ListSection& section = content.sections[i];
    const std::string at = "list.sections[" + std::to_string(i) + "]";
    const bool titled = content.sections.size() > 1;
    auto title = titled ? needed(at + ".title", section.title, can.section_title)
                        : at_most(at + ".title", section.title, can.section_title);
    if (!title) return title;
    if (section.rows.empty()) return invalid(at + ".rows", "A section needs at least one row.");
    for (std::size_t j = 0; j < section.rows.size(); ++j) {
      if (auto ok = check_row(at + ".rows[" + std::to_string(j) + "]", section.rows[j], can, ids); !ok) return ok;
    }
  }
  return count_between("list.sections", ids.size(), 1, can.list_rows);
}

Result<void> check_link(const OutgoingContent& content, const Capabilities& can) {
  constexpr std::size_t longest_url = 2000;
  if (auto ok = check_frame(content, can, can.body); !ok) return ok;
  if (auto ok = needed("link.text", content.link_text, can.link_text); !ok) return ok;
  if (auto ok = needed("link.url", content.link_url, longest_url); !ok) return ok;
  if (!content.link_url.starts_with("https://") && !content.link_url.starts_with("http://"))
    return invalid("link.url", "\"link.url\" must begin with https:// or http://.");
  return fine();
}

Error cannot_send(MessageType type, Provider provider) {
  Error error = invalid("type",
                        "A message of type " + std::string{to_text(type)} + " cannot be sent through " +
                            std::string{to_text(provider)} + ".",
                        "Send a text or a file instead, or answer from a number of another provider.");
  error.reason = "cannot_send_type";
  return error;
}

}  // namespace

Result<void> check_outgoing(const OutgoingContent& content, Provider provider) {
  const Capabilities& can = capabilities_of(provider);
  if (!is_sendable(content.type)) return invalid("type", "A message of this type is only ever received.");
  if (!can.can_send(content.type)) return cannot_send(content.type, provider);
  switch (content.type) {
    case location: return check_location(content);
    case contacts: return check_contacts(content, can);
    case reaction: return check_reaction(content);
    case buttons: return check_buttons(content, can);
    case list: return check_list(content, can);
    case cta_url: return check_link(content, can);
    case location_request: return check_frame(content, can, can.body);
    case text: return needed("text", content.text, can.text);
    default: return check_file(content, can);
  }
}

}  // namespace recado
