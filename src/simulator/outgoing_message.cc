#include "simulator/outgoing_message.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "simulator/json_read.h"
#include "simulator/message_rules.h"

namespace recado::simulator {

namespace {

constexpr std::size_t k_callback_data_characters = 512;
constexpr std::array<std::string_view, 11> k_types = {"text",     "image",       "video",    "audio",
                                                      "document", "sticker",     "location", "contacts",
                                                      "reaction", "interactive", "template"};

GraphResult<OutgoingMessage> read_receipt(const boost::json::object& body, const std::string& status) {
  if (status != "read") return std::unexpected(not_valid("status must be 'read'"));
  OutgoingMessage message;
  message.read_message_id = text_or(body, "message_id");
  message.typing = read_part(body, "typing_indicator") != nullptr;
  if (message.read_message_id.empty()) return std::unexpected(missing("message_id"));
  return message;
}

// Who it is for, and what goes along with any type.
Complaint read_frame(const boost::json::object& body, OutgoingMessage& message) {
  message.to = text_or(body, "to");
  message.recipient = text_or(body, "recipient");
  message.callback_data = text_or(body, "biz_opaque_callback_data");
  if (const auto* context = read_part(body, "context")) message.context_id = text_or(*context, "message_id");
  if (message.to.empty() && message.recipient.empty()) return graph_error(100, "The parameter to is required.");
  const auto kind = text_or(body, "recipient_type", "individual");
  if (kind != "individual" && kind != "group") return not_valid("recipient_type must be one of {individual, group}");
  if (characters(message.callback_data) > k_callback_data_characters) {
    return graph_error(100, "Param biz_opaque_callback_data must be at most 512 characters long.");
  }
  return {};
}

}  // namespace

GraphResult<OutgoingMessage> read_outgoing_message(std::string_view json) {
  const auto body = read_object(json);
  if (!body) return std::unexpected(graph_error(100, "The request body is not a JSON object."));
  if (text_or(*body, "messaging_product") != "whatsapp") {
    return std::unexpected(graph_error(100, "The parameter messaging_product is required."));
  }
  if (const auto status = read_text(*body, "status")) return read_receipt(*body, *status);

  OutgoingMessage message;
  if (auto wrong = read_frame(*body, message)) return std::unexpected(*wrong);
  message.type = text_or(*body, "type", "text");
  if (std::ranges::find(k_types, message.type) == k_types.end()) {
    return std::unexpected(graph_error(100,
                                       "Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, "
                                       "LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got \"" +
                                           message.type + "\"."));
  }
  const auto* content = body->if_contains(message.type);
  if (!content || content->is_null()) return std::unexpected(missing(message.type));
  if (auto wrong = check_content(message.type, *content, message.text)) return std::unexpected(*wrong);
  message.content = boost::json::serialize(*content);
  if (const auto* object = content->if_object();
      object && message.type != "interactive" && message.type != "template") {
    message.media_id = text_or(*object, "id");
  }
  return message;
}

}  // namespace recado::simulator
