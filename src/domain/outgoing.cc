#include "domain/outgoing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recado {

namespace {

constexpr std::array k_files{MessageType::image, MessageType::video, MessageType::audio, MessageType::document,
                             MessageType::sticker};
constexpr std::array k_others{MessageType::text,     MessageType::location,        MessageType::contacts,
                              MessageType::reaction, MessageType::buttons,         MessageType::list,
                              MessageType::cta_url,  MessageType::location_request};

}  // namespace

bool is_file(MessageType type) { return std::ranges::find(k_files, type) != k_files.end(); }

bool is_sendable(MessageType type) { return is_file(type) || std::ranges::find(k_others, type) != k_others.end(); }

OutgoingContent text_content(std::string text) {
  OutgoingContent content;
  content.text = std::move(text);
  return content;
}

std::string preview_of(const OutgoingContent& content) {
  MessageContent shown;
  shown.text = content.text;
  if (!content.media.empty()) shown.media.emplace_back().filename = content.media.front().filename;
  if (!content.location.empty()) {
    const OutgoingLocation& place = content.location.front();
    shown.location = Location{place.latitude, place.longitude, place.name, place.address, {}};
  }
  for (const OutgoingCard& card : content.contacts) shown.contacts.push_back({card.formatted_name, {}});
  shown.reaction_emoji = content.reaction_emoji;
  return preview_of(shown);
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace recado
