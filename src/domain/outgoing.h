// What a member or a program wants to send, whoever will carry it. The API reads it, check_outgoing judges it, it is kept
// with the message, and the provider's folder writes it in the provider's words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.h"
#include "domain/message.h"

namespace recado {

// A file to send. Exactly one of `file` and `link` is asked for; before the provider is asked, a file of ours has been
// given to it and `provider_id` (or `link`) says under what name.
struct OutgoingMedia {
  MediaId file;
  std::string link;         // "https://…", fetched by the provider
  std::string provider_id;  // never stored with the content: it outlives no connection
  std::string mime;         // of our own file, when known
  std::string filename;     // of a document
  bool voice = false;       // an audio recorded as a voice note: OGG with Opus, mono

  bool operator==(const OutgoingMedia&) const = default;
};

struct OutgoingLocation {
  double latitude = 0;   // degrees, north positive
  double longitude = 0;  // degrees, east positive
  std::string name;
  std::string address;

  bool operator==(const OutgoingLocation&) const = default;
};

struct OutgoingCard {
  struct Phone {
    std::string phone;  // as a person would write it
    std::string type;   // "CELL", "WORK", …; may be empty
    std::string wa_id;  // digits; lets the customer write to it at once; may be empty

    bool operator==(const Phone&) const = default;
  };
  std::string formatted_name;
  std::string first_name;
  std::string last_name;
  std::string company;
  std::vector<Phone> phones;
  std::vector<std::string> emails;

  bool operator==(const OutgoingCard&) const = default;
};

struct ReplyButton {
  std::string id;  // comes back when the customer presses it
  std::string title;

  bool operator==(const ReplyButton&) const = default;
};

struct ListRow {
  std::string id;
  std::string title;
  std::string description;

  bool operator==(const ListRow&) const = default;
};

struct ListSection {
  std::string title;
  std::vector<ListRow> rows;

  bool operator==(const ListSection&) const = default;
};

// One flat content: which members count depends on `type`, one of the sendable types below.
struct OutgoingContent {
  MessageType type = MessageType::text;
  std::string text;                  // the text, a caption, or the body of buttons, a list, a link, a location request
  std::vector<OutgoingMedia> media;  // at most one: the file, or a picture, video or document above buttons
  std::vector<OutgoingLocation> location;  // at most one
  std::vector<OutgoingCard> contacts;
  MessageId reaction_to;       // ours
  std::string reaction_emoji;  // empty: take the reaction back
  std::string header;          // a line above buttons, a list or a link
  std::string footer;
  std::vector<ReplyButton> buttons;
  std::string list_button;  // what opens the list
  std::vector<ListSection> sections;
  std::string link_text;
  std::string link_url;

  bool operator==(const OutgoingContent&) const = default;
};

bool is_sendable(MessageType type);
// image, video, audio, document, sticker: consists of a file.
bool is_file(MessageType type);

OutgoingContent text_content(std::string text);

// One line that stands for the message in a list.
std::string preview_of(const OutgoingContent& content);

// Characters as people count them: Unicode code points.
std::size_t characters_in(std::string_view text);

}  // namespace recado
