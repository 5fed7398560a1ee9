#include <simdjson.h>

#include "providers/kapso/message_reader.h"

namespace recado::kapso {

using meta::object_at;
using meta::text_at;

namespace {

void fill(std::string& fact, std::string from) {
  if (fact.empty()) fact = std::move(from);
}

bool carries_file(MessageType type) {
  switch (type) {
    case MessageType::image:
    case MessageType::video:
    case MessageType::audio:
    case MessageType::document:
    case MessageType::sticker: return true;
    default: return false;
  }
}

// A type whose own object is missing: Meta's reader leaves it unknown, but the word says what it is.
void recognise_by_word(MessageContent& content) {
  if (content.type != MessageType::unknown) return;
  const auto type = message_type_from(content.raw_type);
  if (!type) return;
  const bool can_be_shown_by_words = *type == MessageType::text || *type == MessageType::location;
  if (can_be_shown_by_words || carries_file(*type)) content.type = *type;
}

void complete_file(const JsonObject& kapso, MessageContent& content) {
  if (content.media.empty()) content.media.emplace_back();
  Media& media = content.media.front();
  fill(media.url, text_at(kapso, "media_url"));
  if (const auto file = object_at(kapso, "media_data")) {
    fill(media.url, text_at(*file, "url"));
    fill(media.filename, text_at(*file, "filename"));
    fill(media.mime, text_at(*file, "content_type"));
    if (!media.size_bytes) media.size_bytes = meta::integer_at(*file, "byte_size");
  }
  if (const auto more = object_at(kapso, "message_type_data")) fill(media.caption, text_at(*more, "caption"));
  if (const auto words = object_at(kapso, "transcript")) fill(media.transcript, text_at(*words, "text"));
}

// The flow's answer, which Kapso has parsed already.
void complete_flow(const JsonObject& kapso, MessageContent& content) {
  fill(content.flow_json, meta::json_at(kapso, "flow_response"));
  fill(content.flow_token, text_at(kapso, "flow_token"));
  fill(content.flow_name, text_at(kapso, "flow_name"));
}

// The summary names what a card, a place or a file is in words of Kapso's own; it is shown only where nothing else is.
bool says_nothing(const MessageContent& content) {
  if (!content.text.empty() || content.location || !content.contacts.empty() || content.order) return false;
  if (content.type == MessageType::text || content.type == MessageType::location) return true;
  return content.type == MessageType::unknown || content.type == MessageType::unsupported;
}

}  // namespace

void complete_content(const JsonObject& message, MessageContent& content) {
  recognise_by_word(content);
  const auto kapso = object_at(message, "kapso");
  if (!kapso) return;
  if (carries_file(content.type)) complete_file(*kapso, content);
  if (content.type == MessageType::flow_reply) complete_flow(*kapso, content);
  if (says_nothing(content)) content.text = text_at(*kapso, "content");
}

}  // namespace recado::kapso
