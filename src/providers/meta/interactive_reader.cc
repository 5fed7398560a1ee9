#include <simdjson.h>

#include "providers/meta/content_reader.h"

namespace recado::meta {

namespace {

void read_button_reply(const JsonObject& reply, MessageContent& content) {
  content.type = MessageType::button_reply;
  content.text = text_at(reply, "title");
  content.button_payload = text_at(reply, "id");
  content.button_kind = "interactive";
}

void read_list_reply(const JsonObject& reply, MessageContent& content) {
  content.type = MessageType::list_reply;
  content.text = text_at(reply, "title");
  content.list_id = text_at(reply, "id");
  content.list_description = text_at(reply, "description");
}

// The answer is JSON inside a JSON string (reference, 2.4). One that cannot be parsed leaves the rest of the reply.
void read_flow_reply(const JsonObject& reply, MessageContent& content) {
  content.type = MessageType::flow_reply;
  content.text = text_at(reply, "body");
  content.flow_name = text_at(reply, "name");
  std::string answer = shape_of(reply, "response_json") == Shape::object ? json_at(reply, "response_json")
                                                                         : text_at(reply, "response_json");
  simdjson::dom::parser parser;
  JsonObject answers;
  if (parser.parse(answer).get_object().get(answers) != simdjson::SUCCESS) return;
  content.flow_token = text_at(answers, "flow_token");
  content.flow_json = std::move(answer);
}

void read_call_permission(const JsonObject& reply, MessageContent& content) {
  content.type = MessageType::call_permission_reply;
  content.call_response = text_at(reply, "response");
  content.call_expires_s = integer_at(reply, "expiration_timestamp");
}

}  // namespace

void read_interactive(const JsonObject& body, MessageContent& content) {
  const std::string type = text_at(body, "type");
  const auto reply = object_at(body, type);
  if (!reply) return;
  if (type == "button_reply") read_button_reply(*reply, content);
  if (type == "list_reply") read_list_reply(*reply, content);
  if (type == "nfm_reply") read_flow_reply(*reply, content);
  if (type == "call_permission_reply") read_call_permission(*reply, content);
}

}  // namespace recado::meta
