#include "providers/meta/message_body.h"

namespace recado::meta {

namespace {

void unless_empty(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}

// A file that was given to Meta goes by its id, one that stands elsewhere by its address.
void write_file_members(JsonWriter& json, const OutgoingMedia& media) {
  if (!media.provider_id.empty()) {
    json.member("id", media.provider_id);
  } else {
    json.member("link", media.link);
  }
}

void write_file(JsonWriter& json, const OutgoingContent& content) {
  if (content.media.empty()) return;
  const OutgoingMedia& media = content.media.front();
  json.key(to_text(content.type)).begin_object();
  write_file_members(json, media);
  unless_empty(json, "caption", content.text);
  if (content.type == MessageType::document) unless_empty(json, "filename", media.filename);
  // Anything but OGG with Opus is refused as a voice message.
  if (content.type == MessageType::audio && media.voice) json.member("voice", true);
  json.end_object();
}

void write_text(JsonWriter& json, const OutgoingContent& content) {
  json.key("text").begin_object();
  json.member("body", content.text).member("preview_url", true).end_object();
}

void write_location(JsonWriter& json, const OutgoingContent& content) {
  if (content.location.empty()) return;
  const OutgoingLocation& place = content.location.front();
  json.key("location").begin_object();
  json.member("latitude", place.latitude).member("longitude", place.longitude);
  unless_empty(json, "name", place.name);
  unless_empty(json, "address", place.address);
  json.end_object();
}

void write_card(JsonWriter& json, const OutgoingCard& card) {
  json.begin_object().key("name").begin_object().member("formatted_name", card.formatted_name);
  // One more part of the name is required (reference, 2.3).
  json.member("first_name", card.first_name.empty() ? card.formatted_name : card.first_name);
  unless_empty(json, "last_name", card.last_name);
  json.end_object();
  if (!card.company.empty()) json.key("org").begin_object().member("company", card.company).end_object();
  json.key("phones").begin_array();
  for (const OutgoingCard::Phone& phone : card.phones) {
    json.begin_object().member("phone", phone.phone);
    json.member("type", phone.type.empty() ? "CELL" : phone.type);
    unless_empty(json, "wa_id", phone.wa_id);
    json.end_object();
  }
  json.end_array();
  if (!card.emails.empty()) {
    json.key("emails").begin_array();
    for (const std::string& email : card.emails) json.begin_object().member("email", email).end_object();
    json.end_array();
  }
  json.end_object();
}

void write_contacts(JsonWriter& json, const OutgoingContent& content) {
  json.key("contacts").begin_array();
  for (const OutgoingCard& card : content.contacts) write_card(json, card);
  json.end_array();
}

void write_reaction(JsonWriter& json, const SendRequest& request) {
  json.key("reaction").begin_object();
  json.member("message_id", request.about).member("emoji", request.content.reaction_emoji).end_object();
}

std::string_view header_kind(const OutgoingMedia& media) {
  if (media.mime.starts_with("video/")) return "video";
  return media.mime.empty() || media.mime.starts_with("image/") ? "image" : "document";
}

void write_header(JsonWriter& json, const OutgoingContent& content) {
  if (!content.header.empty()) {
    json.key("header").begin_object().member("type", "text").member("text", content.header).end_object();
  } else if (!content.media.empty()) {
    const OutgoingMedia& media = content.media.front();
    const std::string_view kind = header_kind(media);
    json.key("header").begin_object().member("type", kind).key(kind).begin_object();
    write_file_members(json, media);
    if (kind == "document") unless_empty(json, "filename", media.filename);
    json.end_object().end_object();
  }
}

void write_buttons(JsonWriter& action, const OutgoingContent& content) {
  action.key("buttons").begin_array();
  for (const ReplyButton& button : content.buttons) {
    action.begin_object().member("type", "reply").key("reply").begin_object();
    action.member("id", button.id).member("title", button.title).end_object().end_object();
  }
  action.end_array();
}

void write_list(JsonWriter& action, const OutgoingContent& content) {
  action.member("button", content.list_button).key("sections").begin_array();
  for (const ListSection& section : content.sections) {
    action.begin_object();
    unless_empty(action, "title", section.title);
    action.key("rows").begin_array();
    for (const ListRow& row : section.rows) {
      action.begin_object().member("id", row.id).member("title", row.title);
      unless_empty(action, "description", row.description);
      action.end_object();
    }
    action.end_array().end_object();
  }
  action.end_array();
}

void write_link(JsonWriter& action, const OutgoingContent& content) {
  action.member("name", "cta_url").key("parameters").begin_object();
  action.member("display_text", content.link_text).member("url", content.link_url).end_object();
}

std::string_view interactive_word(MessageType type) {
  if (type == MessageType::buttons) return "button";
  if (type == MessageType::location_request) return "location_request_message";
  return to_text(type);
}

void write_interactive(JsonWriter& json, const OutgoingContent& content) {
  json.key("interactive").begin_object().member("type", interactive_word(content.type));
  write_header(json, content);
  json.key("body").begin_object().member("text", content.text).end_object();
  if (!content.footer.empty()) json.key("footer").begin_object().member("text", content.footer).end_object();
  json.key("action").begin_object();
  if (content.type == MessageType::buttons) write_buttons(json, content);
  if (content.type == MessageType::list) write_list(json, content);
  if (content.type == MessageType::cta_url) write_link(json, content);
  if (content.type == MessageType::location_request) json.member("name", "send_location");
  json.end_object().end_object();
}

bool is_interactive(MessageType type) {
  return type == MessageType::buttons || type == MessageType::list || type == MessageType::cta_url ||
         type == MessageType::location_request;
}

}  // namespace

void write_message_body(JsonWriter& body, const SendRequest& request) {
  const OutgoingContent& content = request.content;
  body.member("type", is_interactive(content.type) ? std::string_view{"interactive"} : to_text(content.type));
  if (is_interactive(content.type)) {
    write_interactive(body, content);
  } else if (content.type == MessageType::location) {
    write_location(body, content);
  } else if (content.type == MessageType::contacts) {
    write_contacts(body, content);
  } else if (content.type == MessageType::reaction) {
    write_reaction(body, request);
  } else if (content.type == MessageType::text) {
    write_text(body, content);
  } else {
    write_file(body, content);
  }
}

}  // namespace recado::meta
