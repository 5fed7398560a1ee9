// The part of an event's JSON that says what a message contains.
#pragma once

#include "base/json_writer.h"
#include "domain/message.h"

namespace recado {

// Writes members into the object that is open.
void write_content(JsonWriter& json, const MessageContent& content);

// Writes the member unless it is empty.
void write_text(JsonWriter& json, std::string_view name, std::string_view value);
void write_error(JsonWriter& json, const std::optional<ProviderError>& error);

template <typename T>
void write_maybe(JsonWriter& json, std::string_view name, const std::optional<T>& value) {
  if (value) json.member(name, *value);
}

}  // namespace recado
