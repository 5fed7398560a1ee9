// Outgoing content: written as it is kept, and read as the API takes it and as it was kept.
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/content_json.h"
#include "base/json_writer.h"

namespace recado {

namespace {

namespace json = boost::json;

constexpr std::size_t k_deepest = 8;

// Reads one object strictly, member by member, and remembers the first thing that was wrong.
class Fields {
 public:
  Fields(const json::value& value, std::string path) : path_(std::move(path)), object_(value.if_object()) {
    if (object_ == nullptr) complain(path_, "must be an object");
  }
  ~Fields() = default;
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  const json::value* take(std::string_view name) {
    if (object_ == nullptr) return nullptr;
    const json::value* value = object_->if_contains(name);
    if (value == nullptr) return nullptr;
    seen_.emplace_back(name);
    return value->is_null() ? nullptr : value;
  }

  bool is_list(std::string_view name) const {
    const json::value* value = object_ == nullptr ? nullptr : object_->if_contains(name);
    return value != nullptr && value->is_array();
  }

  void text(std::string_view name, std::string& into) {
    const json::value* value = take(name);
    if (value == nullptr) return;
    if (const auto* string = value->if_string()) {
      into.assign(string->data(), string->size());
      if (into.find('\0') != std::string::npos) complain(at(name), "holds a U+0000 character");
    } else {
      complain(at(name), "must be a text");
    }
  }

  void flag(std::string_view name, bool& into) {
    const json::value* value = take(name);
    if (value == nullptr) return;
    if (value->is_bool()) {
      into = value->get_bool();
    } else {
      complain(at(name), "must be true or false");
    }
  }

  void number(std::string_view name, double& into) {
    const json::value* value = take(name);
    if (value == nullptr || !value->is_number()) return complain(at(name), "must be a number");
    into = value->to_number<double>();
  }

  template <typename Id>
  void id(std::string_view name, Id& into) {
    std::string text;
    this->text(name, text);
    if (text.empty()) return;
    const auto parsed = Id::parse(text);
    if (!parsed) return complain(at(name), "is no such id");
    into = *parsed;
  }

  template <typename Read>
  void each(std::string_view name, Read read) {
    const json::value* value = take(name);
    if (value == nullptr) return;
    const auto* list = value->if_array();
    if (list == nullptr) return complain(at(name), "must be a list");
    std::size_t place = 0;
    for (const json::value& entry : *list) {
      const std::string where = at(name) + "[" + std::to_string(place++) + "]";
      if (auto error = read(entry, where)) note(std::move(*error));
    }
  }

  template <typename Read>
  void object(std::string_view name, Read read) {
    const json::value* value = take(name);
    if (value == nullptr) return;
    if (auto error = read(*value, at(name))) note(std::move(*error));
  }

  std::string at(std::string_view name) const {
    return path_.empty() ? std::string{name} : path_ + "." + std::string{name};
  }

  void complain(const std::string& field, std::string_view what) {
    note(invalid(field, "\"" + field + "\" " + std::string{what} + "."));
  }
  void note(Error error) {
    if (!wrong_) wrong_ = std::move(error);
  }

  // The first thing that was wrong, or a member that nobody asked for.
  std::optional<Error> done() {
    if (wrong_ || object_ == nullptr) return wrong_;
    for (const auto& entry : *object_) {
      const std::string_view name{entry.key().data(), entry.key().size()};
      if (std::ranges::find(seen_, name) == seen_.end())
        return invalid(at(name), "There is no field \"" + at(name) + "\" here.");
    }
    return {};
  }

 private:
  std::string path_;
  const json::object* object_;
  std::vector<std::string> seen_;
  std::optional<Error> wrong_;
};

using Wrong = std::optional<Error>;

Wrong read_media(const json::value& value, const std::string& path, OutgoingMedia& media) {
  Fields fields{value, path};
  fields.id("file_id", media.file);
  fields.text("link", media.link);
  fields.text("filename", media.filename);
  fields.text("mime", media.mime);
  fields.flag("voice", media.voice);
  return fields.done();
}

Wrong read_location(const json::value& value, const std::string& path, OutgoingLocation& place) {
  Fields fields{value, path};
  fields.number("latitude", place.latitude);
  fields.number("longitude", place.longitude);
  fields.text("name", place.name);
  fields.text("address", place.address);
  return fields.done();
}

Wrong read_phone(const json::value& value, const std::string& path, OutgoingCard::Phone& phone) {
  Fields fields{value, path};
  fields.text("phone", phone.phone);
  fields.text("type", phone.type);
  fields.text("wa_id", phone.wa_id);
  return fields.done();
}

Wrong read_card(const json::value& value, const std::string& path, OutgoingCard& card) {
  Fields fields{value, path};
  fields.text("name", card.formatted_name);
  fields.text("first_name", card.first_name);
  fields.text("last_name", card.last_name);
  fields.text("company", card.company);
  fields.each("phones", [&](const json::value& each, const std::string& at) {
    return read_phone(each, at, card.phones.emplace_back());
  });
  fields.each("emails", [&](const json::value& each, const std::string& at) -> Wrong {
    if (!each.is_string()) return invalid(at, "\"" + at + "\" must be a text.");
    card.emails.emplace_back(each.get_string());
    return {};
  });
  return fields.done();
}

Wrong read_button(const json::value& value, const std::string& path, ReplyButton& button) {
  Fields fields{value, path};
  fields.text("id", button.id);
  fields.text("title", button.title);
  return fields.done();
}

Wrong read_section(const json::value& value, const std::string& path, ListSection& section) {
  Fields fields{value, path};
  fields.text("title", section.title);
  fields.each("rows", [&](const json::value& each, const std::string& at) {
    ListRow& row = section.rows.emplace_back();
    Fields inner{each, at};
    inner.text("id", row.id);
    inner.text("title", row.title);
    inner.text("description", row.description);
    return inner.done();
  });
  return fields.done();
}

Wrong read_list(const json::value& value, const std::string& path, OutgoingContent& content) {
  Fields fields{value, path};
  fields.text("button", content.list_button);
  fields.each("sections", [&](const json::value& each, const std::string& at) {
    return read_section(each, at, content.sections.emplace_back());
  });
  return fields.done();
}

void read_parts(Fields& fields, OutgoingContent& content) {
  fields.text("text", content.text);
  fields.text("header", content.header);
  fields.text("footer", content.footer);
  const auto file = [&](const json::value& value, const std::string& at) {
    return read_media(value, at, content.media.emplace_back());
  };
  // Asked for as an object; kept as a list, as a received message has it.
  if (fields.is_list("media")) {
    fields.each("media", file);
  } else {
    fields.object("media", file);
  }
  fields.object("location", [&](const json::value& value, const std::string& at) {
    return read_location(value, at, content.location.emplace_back());
  });
  fields.each("contacts", [&](const json::value& value, const std::string& at) {
    return read_card(value, at, content.contacts.emplace_back());
  });
  fields.object("reaction", [&](const json::value& value, const std::string& at) {
    Fields inner{value, at};
    inner.id("message_id", content.reaction_to);
    inner.text("emoji", content.reaction_emoji);
    return inner.done();
  });
  fields.each("buttons", [&](const json::value& value, const std::string& at) {
    return read_button(value, at, content.buttons.emplace_back());
  });
  fields.object("list", [&](const json::value& value, const std::string& at) { return read_list(value, at, content); });
  fields.object("link", [&](const json::value& value, const std::string& at) {
    Fields inner{value, at};
    inner.text("text", content.link_text);
    inner.text("url", content.link_url);
    return inner.done();
  });
}

void unless_empty(JsonWriter& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out.member(name, text);
}

void write_file(JsonWriter& out, const OutgoingContent& content) {
  if (content.media.empty()) return;
  const OutgoingMedia& media = content.media.front();
  out.key("media").begin_array().begin_object();
  if (media.file) out.member("file_id", media.file);
  unless_empty(out, "link", media.link);
  unless_empty(out, "filename", media.filename);
  unless_empty(out, "mime", media.mime);
  if (media.voice) out.member("voice", true);
  out.end_object().end_array();
}

void write_cards(JsonWriter& out, const OutgoingContent& content) {
  if (content.contacts.empty()) return;
  out.key("contacts").begin_array();
  for (const OutgoingCard& card : content.contacts) {
    out.begin_object().member("name", card.formatted_name);
    unless_empty(out, "first_name", card.first_name);
    unless_empty(out, "last_name", card.last_name);
    unless_empty(out, "company", card.company);
    out.key("phones").begin_array();
    for (const OutgoingCard::Phone& phone : card.phones) {
      out.begin_object().member("phone", phone.phone);
      unless_empty(out, "type", phone.type);
      unless_empty(out, "wa_id", phone.wa_id);
      out.end_object();
    }
    out.end_array();
    if (!card.emails.empty()) {
      out.key("emails").begin_array();
      for (const std::string& email : card.emails) out.value(email);
      out.end_array();
    }
    out.end_object();
  }
  out.end_array();
}

void write_list(JsonWriter& out, const OutgoingContent& content) {
  if (content.sections.empty()) return;
  out.key("list").begin_object().member("button", content.list_button).key("sections").begin_array();
  for (const ListSection& section : content.sections) {
    out.begin_object();
    unless_empty(out, "title", section.title);
    out.key("rows").begin_array();
    for (const ListRow& row : section.rows) {
      out.begin_object().member("id", row.id).member("title", row.title);
      unless_empty(out, "description", row.description);
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
}

void write_interactive(JsonWriter& out, const OutgoingContent& content) {
  unless_empty(out, "header", content.header);
  unless_empty(out, "footer", content.footer);
  if (!content.buttons.empty()) {
    out.key("buttons").begin_array();
    for (const ReplyButton& button : content.buttons)
      out.begin_object().member("id", button.id).member("title", button.title).end_object();
    out.end_array();
  }
  write_list(out, content);
  if (!content.link_url.empty()) {
    out.key("link").begin_object();
    out.member("text", content.link_text).member("url", content.link_url).end_object();
  }
}

}  // namespace

std::string content_json(const OutgoingContent& content) {
  if (content.type == MessageType::text) return {};
  JsonWriter out;
  out.begin_object();
  write_file(out, content);
  if (!content.location.empty()) {
    const OutgoingLocation& place = content.location.front();
    out.key("location").begin_object();
    out.member("latitude", place.latitude).member("longitude", place.longitude);
    unless_empty(out, "name", place.name);
    unless_empty(out, "address", place.address);
    out.end_object();
  }
  write_cards(out, content);
  if (content.type == MessageType::reaction) {
    out.key("reaction").begin_object();
    out.member("message_id", content.reaction_to).member("emoji", content.reaction_emoji).end_object();
  }
  write_interactive(out, content);
  return std::move(out.end_object()).text();
}

Result<OutgoingContent> outgoing_of(const StoredMessage& message) {
  OutgoingContent content;
  if (!message.content.empty()) {
    boost::system::error_code wrong;
    const json::value value = json::parse(message.content, wrong);
    if (wrong) return internal("The content of " + message.id.text() + " cannot be read.");
    Fields fields{value, {}};
    read_parts(fields, content);
    if (auto error = fields.done()) return std::move(*error);
  }
  content.type = message.type;
  content.text = message.text;
  if (content.type == MessageType::reaction) content.reaction_emoji = message.text;
  return content;
}

Result<OutgoingContent> read_outgoing(std::string_view text, std::initializer_list<std::string_view> known_elsewhere) {
  boost::system::error_code wrong;
  json::parse_options options;
  options.max_depth = k_deepest;
  const json::value value = json::parse(text, wrong, {}, options);
  if (wrong) return invalid({}, "The body is not JSON: " + wrong.message() + ".", "Send one JSON object in UTF-8.");
  if (!value.is_object()) return invalid({}, "The body must be a JSON object.");
  OutgoingContent content;
  Fields fields{value, {}};
  std::string type;
  fields.text("type", type);
  const auto known = message_type_from(type);
  if (!known || !is_sendable(*known)) {
    fields.note(
        invalid("type", type.empty() ? "The field \"type\" is missing." : "\"type\" is none that can be sent.",
                "Send one of text, image, video, audio, document, sticker, location, contacts, reaction, buttons, "
                "list, cta_url and location_request."));
  } else {
    content.type = *known;
  }
  for (const std::string_view name : known_elsewhere) fields.take(name);
  read_parts(fields, content);
  if (auto error = fields.done()) return std::move(*error);
  return content;
}

}  // namespace recado
