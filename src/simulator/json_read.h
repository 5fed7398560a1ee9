// Reading loosely typed JSON the way Graph does: numbers where text is meant and the other way round. For .cc files that
// include Boost.JSON themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_writer.h"

namespace boost::json {
class object;
class value;
}  // namespace boost::json

namespace recado::simulator {

// Empty when `text` is not a JSON object.
std::optional<boost::json::object> read_object(std::string_view text);

// The member as text, also when it is a number or a flag; empty optional when it is absent, null or neither.
std::optional<std::string> read_text(const boost::json::object& from, std::string_view name);
std::string text_or(const boost::json::object& from, std::string_view name, std::string_view otherwise = {});
const boost::json::object* read_part(const boost::json::object& from, std::string_view name);

// How many characters (not bytes) a text has.
std::size_t characters(std::string_view utf8);

// The members of an object given as text, into an object that is open. Nothing for an empty text.
void write_members(JsonWriter& out, const std::string& object);

}  // namespace recado::simulator
