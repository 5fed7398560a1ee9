// Lenient reading of one JSON object as Meta writes it: a fact that is absent, null, empty or of another type is simply
// not there, and numbers may come as text. Used by every reader of this folder.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace simdjson::dom {
class element;  // NOLINT(readability-identifier-naming): the library's name
class object;   // NOLINT(readability-identifier-naming)
}  // namespace simdjson::dom

namespace recado::meta {

using JsonElement = simdjson::dom::element;
using JsonObject = simdjson::dom::object;

enum class Shape { absent, object, list, other };

Shape shape_of(const JsonObject& object, std::string_view key);

// Text as it is; a whole number in decimal. Otherwise empty.
std::string text_of(const JsonElement& element);
std::string text_at(const JsonObject& object, std::string_view key);
// The first of these that is not empty: Meta renames members.
std::string text_at_first(const JsonObject& object, std::initializer_list<std::string_view> keys);
// A whole number, or text that is one.
std::optional<std::int64_t> integer_at(const JsonObject& object, std::string_view key);
// Any finite number, or text that is one.
std::optional<double> number_at(const JsonObject& object, std::string_view key);
// true, false, or text that says so.
std::optional<bool> flag_at(const JsonObject& object, std::string_view key);
std::optional<JsonObject> object_at(const JsonObject& object, std::string_view key);
// The first object of a list.
std::optional<JsonObject> first_object_at(const JsonObject& object, std::string_view key);
// The member as compact JSON text; empty when absent or null.
std::string json_at(const JsonObject& object, std::string_view key);

std::optional<std::int64_t> integer_in(std::string_view text);
std::string lower_case(std::string text);  // ASCII letters only

}  // namespace recado::meta
