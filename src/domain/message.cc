#include "domain/message.h"

#include <array>
#include <utility>

namespace recado {

namespace {

constexpr std::array<std::pair<MessageType, std::string_view>, 24> k_types{{
    {MessageType::text, "text"},
    {MessageType::image, "image"},
    {MessageType::video, "video"},
    {MessageType::audio, "audio"},
    {MessageType::document, "document"},
    {MessageType::sticker, "sticker"},
    {MessageType::location, "location"},
    {MessageType::contacts, "contacts"},
    {MessageType::button_reply, "button_reply"},
    {MessageType::list_reply, "list_reply"},
    {MessageType::flow_reply, "flow_reply"},
    {MessageType::call_permission_reply, "call_permission_reply"},
    {MessageType::order, "order"},
    {MessageType::reaction, "reaction"},
    {MessageType::edit, "edit"},
    {MessageType::revoke, "revoke"},
    {MessageType::unsupported, "unsupported"},
    {MessageType::unknown, "unknown"},
    {MessageType::media_placeholder, "media_placeholder"},
    {MessageType::system, "system"},
    {MessageType::buttons, "buttons"},
    {MessageType::list, "list"},
    {MessageType::cta_url, "cta_url"},
    {MessageType::location_request, "location_request"},
}};

std::string one_line(std::string_view text) {
  constexpr std::size_t most_bytes = 200;
  std::string line{text.substr(0, most_bytes)};
  if (text.size() > most_bytes) {
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) line.pop_back();
    if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0xC0) line.pop_back();
  }
  for (char& c : line) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return line;
}

}  // namespace

std::string_view to_text(Direction direction) { return direction == Direction::inbound ? "inbound" : "outbound"; }

std::string_view to_text(MessageType type) {
  for (const auto& [value, name] : k_types) {
    if (value == type) return name;
  }
  return "unknown";
}

std::optional<MessageType> message_type_from(std::string_view text) {
  for (const auto& [value, name] : k_types) {
    if (name == text) return value;
  }
  return {};
}

std::string preview_of(const MessageContent& content) {
  if (!content.text.empty()) return one_line(content.text);
  if (!content.media.empty()) {
    const Media& first = content.media.front();
    return one_line(first.caption.empty() ? first.filename : first.caption);
  }
  if (content.location)
    return one_line(content.location->name.empty() ? content.location->address : content.location->name);
  if (!content.contacts.empty()) return one_line(content.contacts.front().name);
  if (!content.reaction_emoji.empty()) return one_line(content.reaction_emoji);
  return {};
}

}  // namespace recado
