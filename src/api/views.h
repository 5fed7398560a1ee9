// How things look on the wire, exactly as api/openapi.yaml has them. Each writes one JSON value.
#pragma once

#include "base/json_writer.h"
#include "domain/connection.h"
#include "domain/people.h"
#include "domain/send_attempt.h"
#include "domain/stored_message.h"
#include "ports/accounts.h"
#include "ports/conversations.h"
#include "ports/receipts.h"

namespace recado::api {

void write_view(JsonWriter& json, const Contact& contact);
void write_view(JsonWriter& json, const ConversationWithContact& shown);
void write_view(JsonWriter& json, const StoredMessage& message);
void write_view(JsonWriter& json, const SendAttempt& attempt);
void write_view(JsonWriter& json, const MediaFile& file);
void write_view(JsonWriter& json, const Connection& connection);
void write_view(JsonWriter& json, const Member& member);
void write_view(JsonWriter& json, const Workspace& workspace);
void write_view(JsonWriter& json, const FailedReceipt& receipt);

template <typename T>
JsonWriter view_of(const T& thing) {
  JsonWriter json;
  write_view(json, thing);
  return json;
}

// "items": […]
template <typename Things>
void write_items(JsonWriter& json, const Things& things) {
  json.key("items").begin_array();
  for (const auto& thing : things) write_view(json, thing);
  json.end_array();
}

}  // namespace recado::api
