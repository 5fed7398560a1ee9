// The body of POST /{number}/messages, read and checked against the provider's rules for each type.
#pragma once

#include <string>
#include <string_view>

#include "simulator/graph_error.h"

namespace recado::simulator {

struct OutgoingMessage {
  // Mark-as-read instead of a message: only read_message_id is set.
  std::string read_message_id;
  bool typing = false;

  std::string to;         // as it was given
  std::string recipient;  // a business-scoped user id
  std::string type;
  std::string text;     // what a person would read
  std::string content;  // the type's own value as JSON
  std::string context_id;
  std::string callback_data;
  std::string media_id;  // empty when it sends a link or no media
};

// `json` is the body with what the query adds already in it. Errors: 100, 131008, 131009, 131051.
GraphResult<OutgoingMessage> read_outgoing_message(std::string_view json);

}  // namespace recado::simulator
