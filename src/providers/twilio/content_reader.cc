#include "providers/twilio/content_reader.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/json_writer.h"

namespace recado::twilio {

namespace {

constexpr int k_most_media = 100;

std::optional<double> degrees(const std::string& text) {
  if (text.empty()) return {};
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size() || !std::isfinite(value)) return {};
  return value;
}

std::vector<Media> read_media(const FormFields& fields) {
  std::vector<Media> media;
  const std::string given = fields.text("NumMedia");
  int count = 0;
  std::from_chars(given.data(), given.data() + given.size(), count);
  for (int i = 0; i < std::min(count, k_most_media); ++i) {
    Media one;
    one.url = fields.text("MediaUrl" + std::to_string(i));
    one.mime = fields.text("MediaContentType" + std::to_string(i));
    if (one.url.empty()) continue;
    // …/Messages/MM…/Media/ME…
    const std::string last = one.url.substr(one.url.rfind('/') + 1);
    if (last.starts_with("ME")) one.id = last;
    media.push_back(std::move(one));
  }
  return media;
}

MessageType type_of_mime(std::string_view mime) {
  if (mime.find("vcard") != std::string_view::npos) return MessageType::contacts;
  if (mime.starts_with("image/")) return MessageType::image;
  if (mime.starts_with("video/")) return MessageType::video;
  if (mime.starts_with("audio/")) return MessageType::audio;
  return MessageType::document;
}

constexpr std::array<std::pair<std::string_view, MessageType>, 6> k_media_types{{
    {"image", MessageType::image},
    {"video", MessageType::video},
    {"audio", MessageType::audio},
    {"document", MessageType::document},
    {"sticker", MessageType::sticker},
    {"contacts", MessageType::contacts},
}};

// Twilio's word decides where there is one: a sticker is an image/webp like others, a document may be an image.
MessageType type_of_media(std::string_view word, std::string_view mime) {
  const auto found = std::ranges::find(k_media_types, word, &std::pair<std::string_view, MessageType>::first);
  return found == k_media_types.end() ? type_of_mime(mime) : found->second;
}

// InteractiveData holds WhatsApp's own reply, FlowData the answers alone.
void read_flow(const FormFields& fields, MessageContent& content) {
  content.type = MessageType::flow_reply;
  content.text = fields.text("Body");
  const std::string given = fields.text_of_first({"InteractiveData", "FlowData"});
  boost::system::error_code failed;
  const auto parsed = boost::json::parse(given, failed);
  if (failed || !parsed.is_object()) return;
  const boost::json::object* answer = &parsed.get_object();
  boost::json::value inner;
  if (const auto* reply = answer->if_contains("nfm_reply"); reply != nullptr && reply->is_object()) {
    answer = &reply->get_object();
  }
  const auto* name = answer->if_contains("name");
  if (name != nullptr && name->is_string()) content.flow_name = name->get_string();
  if (const auto* text = answer->if_contains("response_json"); text != nullptr && text->is_string()) {
    inner = boost::json::parse(std::string_view{text->get_string()}, failed);
    if (failed || !inner.is_object()) return;
    answer = &inner.get_object();
  }
  const auto* token = answer->if_contains("flow_token");
  if (token != nullptr && token->is_string()) content.flow_token = token->get_string();
  content.flow_json = boost::json::serialize(*answer);
}

// True when the customer answered to something that could be tapped.
bool read_reply(const FormFields& fields, MessageContent& content) {
  if (fields.has("ListId")) {
    content.type = MessageType::list_reply;
    content.text = fields.text_of_first({"ListTitle", "Body"});
    content.list_id = fields.text("ListId");
    content.list_description = fields.text("ListDescription");
    return true;
  }
  if (fields.has("ButtonText") || fields.has("ButtonPayload")) {
    content.type = MessageType::button_reply;
    content.text = fields.text_of_first({"ButtonText", "Body"});
    content.button_payload = fields.text("ButtonPayload");
    if (content.raw_type == "button") content.button_kind = "template";
    if (content.raw_type == "interactive") content.button_kind = "interactive";
    return true;
  }
  if (fields.has("InteractiveData") || fields.has("FlowData")) {
    read_flow(fields, content);
    return true;
  }
  return false;
}

bool read_location(const FormFields& fields, MessageContent& content) {
  const auto latitude = degrees(fields.text("Latitude"));
  const auto longitude = degrees(fields.text("Longitude"));
  if (!latitude || !longitude) return false;
  content.type = MessageType::location;
  content.text = fields.text("Body");
  content.location = Location{*latitude, *longitude, fields.text("Label"), fields.text("Address"), {}};
  return true;
}

// Kinds that Twilio names and gives no parameters for.
void read_other(const FormFields& fields, MessageContent& content) {
  content.text = fields.text("Body");
  content.type = MessageType::text;
  if (content.raw_type == "reaction" && fields.has("OriginalRepliedMessageSid") && !content.text.empty()) {
    content.type = MessageType::reaction;
    content.reaction_to = fields.text("OriginalRepliedMessageSid");
    content.reaction_emoji = std::move(content.text);
    content.text.clear();
    return;
  }
  const bool is_text = content.raw_type.empty() || content.raw_type == "text" || !content.text.empty();
  if (is_text) return;
  content.type = MessageType::unsupported;
  content.unsupported_type = content.raw_type;
}

// Under the names that Meta gives the same facts, so that everybody reads one shape.
std::string referral_json(const FormFields& fields) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names{{
      {"ReferralSourceUrl", "source_url"},
      {"ReferralSourceId", "source_id"},
      {"ReferralSourceType", "source_type"},
      {"ReferralHeadline", "headline"},
      {"ReferralBody", "body"},
      {"ReferralMediaId", "media_id"},
      {"ReferralMediaContentType", "media_type"},
      {"ReferralMediaUrl", "media_url"},
      {"ReferralCtwaClid", "ctwa_clid"},
  }};
  JsonWriter out;
  out.begin_object();
  bool any = false;
  for (const auto& [parameter, name] : names) {
    const std::string value = fields.text(parameter);
    if (value.empty()) continue;
    out.member(name, value);
    any = true;
  }
  out.end_object();
  return any ? std::move(out).text() : std::string{};
}

}  // namespace

MessageContent read_content(const FormFields& fields) {
  MessageContent content;
  content.raw_type = fields.text("MessageType");
  content.media = read_media(fields);
  if (!content.media.empty()) {
    content.type = type_of_media(content.raw_type, content.media.front().mime);
    content.media.front().caption = fields.text("Body");
  } else if (!read_reply(fields, content) && !read_location(fields, content)) {
    read_other(fields, content);
  }
  if (content.type != MessageType::reaction) content.reply_to = fields.text("OriginalRepliedMessageSid");
  content.forwarded = fields.says_true("Forwarded") || fields.says_true("FrequentlyForwarded");
  content.frequently_forwarded = fields.says_true("FrequentlyForwarded");
  content.referral_json = referral_json(fields);
  return content;
}

}  // namespace recado::twilio
