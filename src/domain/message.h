// What a message is, whoever carried it: its type, its content, and who it is from. Provider words are translated into
// these before they reach the rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace recado {

// The numbers are stored: never renumber.
enum class Direction : std::uint8_t { inbound = 0, outbound = 1 };
std::string_view to_text(Direction direction);

// The numbers are stored: never renumber.
enum class MessageType : std::uint8_t {
  text = 0,
  image = 1,
  video = 2,
  audio = 3,
  document = 4,
  sticker = 5,
  location = 6,
  contacts = 7,
  button_reply = 8,
  list_reply = 9,
  flow_reply = 10,
  call_permission_reply = 11,
  order = 12,
  reaction = 13,
  edit = 14,
  revoke = 15,
  unsupported = 16,
  unknown = 17,
  media_placeholder = 18,
  system = 19,
  // Only ever sent by us.
  buttons = 20,
  list = 21,
  cta_url = 22,
  location_request = 23,
};
std::string_view to_text(MessageType type);
std::optional<MessageType> message_type_from(std::string_view text);

// A reaction, an edit or a deletion: kept as a message of its own, shown on the message that it is about.
constexpr bool changes_another(MessageType type) {
  return type == MessageType::reaction || type == MessageType::edit || type == MessageType::revoke;
}

struct Media {
  std::string id;  // the provider's
  std::string url;
  std::string mime;
  std::string sha256;  // as the provider wrote it: base64 or hex
  std::string filename;
  std::string caption;
  std::optional<std::int64_t> size_bytes;
  std::optional<bool> voice;
  std::optional<bool> animated;
  std::string transcript;
};

struct Location {
  double latitude = 0;   // degrees, north positive
  double longitude = 0;  // degrees, east positive
  std::string name;
  std::string address;
  std::string url;
};

struct ContactCard {
  std::string name;
  std::vector<std::string> phones;  // as written on the card
};

struct OrderItem {
  std::string sku;
  std::string quantity_json;  // the values as given, each a JSON value: a number, or text where the provider sent text
  std::string price_json;
  std::string currency;
};

struct Order {
  std::string catalog_id;
  std::string text;
  std::vector<OrderItem> items;
};

struct ProviderError {
  std::optional<std::int64_t> code;
  std::string title;
  std::string details;
  std::string reason;  // stable word for the screen, such as "window_closed": the same words as Rejected::reason
};

// A customer's number or user id is another now.
struct IdentityChange {
  std::string kind;  // "number_changed", "user_id_changed", "identity_changed"
  std::string old_phone;
  std::string new_phone;
};

// One flat content: which members are filled depends on `type`.
struct MessageContent {
  MessageType type = MessageType::unknown;
  std::string raw_type;  // the provider's word for it
  std::string text;      // body of a text, label of a button, title of a list row, text of a flow answer
  std::vector<Media> media;
  std::optional<Location> location;
  std::vector<ContactCard> contacts;
  std::string button_payload;
  std::string button_kind;  // "template" or "interactive"
  std::string list_id;
  std::string list_description;
  std::string flow_name;
  std::string flow_json;  // the parsed answer as JSON text; empty when it cannot be parsed
  std::string flow_token;
  std::string call_response;
  std::optional<std::int64_t> call_expires_s;
  std::optional<Order> order;
  std::string reaction_to;
  std::string reaction_emoji;  // empty: removed
  std::string original_message_id;
  std::optional<MessageType> edited_type;
  std::string unsupported_type;
  std::optional<ProviderError> error;
  std::string reply_to;  // provider's id of the quoted message
  bool forwarded = false;
  bool frequently_forwarded = false;
  std::string referral_json;        // the advertisement the customer came from, as given
  std::string referred_catalog_id;  // a question about a product
  std::string referred_product_sku;
  std::optional<IdentityChange> identity_change;  // of a system line
};

// One line that stands for the message in a list: its text, caption, place or file name; empty for a type that has none
// (the type's icon then says it all). At most 200 bytes, cut at a character.
std::string preview_of(const MessageContent& content);

}  // namespace recado
