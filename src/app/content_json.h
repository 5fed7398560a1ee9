// What a message says beside its text, as JSON in our own words: kept with the message and shown by the API as it stands
// (api/openapi.yaml, MessageContent). What goes out is written and read back here, so that it is sent as it was accepted.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/outgoing.h"
#include "domain/stored_message.h"
#include "domain/webhook_event.h"

namespace recado {

// Empty when the text says it all.
std::string content_json(const MessageEvent& event);
std::string content_json(const OutgoingContent& content);

// A content as the API takes it and as it is kept: {"type", "text"?, "media"?, …}. `known_elsewhere`: members of the same
// object that are read by the caller. Errors: `invalid` that names the field.
Result<OutgoingContent> read_outgoing(std::string_view json,
                                      std::initializer_list<std::string_view> known_elsewhere = {});

// What a message of ours said when it was queued.
Result<OutgoingContent> outgoing_of(const StoredMessage& message);

}  // namespace recado
