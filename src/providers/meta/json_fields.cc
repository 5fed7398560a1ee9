#include "providers/meta/json_fields.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace recado::meta {

namespace {

using simdjson::dom::element_type;

std::optional<JsonElement> element_at(const JsonObject& object, std::string_view key) {
  JsonElement element;
  if (object.at_key(key).get(element) != simdjson::SUCCESS || element.is_null()) return {};
  return element;
}

// PostgreSQL keeps no NUL in text, and no person ever sees one.
std::string without_nul(std::string_view text) {
  std::string kept{text};
  if (kept.find('\0') != std::string::npos) std::erase(kept, '\0');
  return kept;
}

}  // namespace

Shape shape_of(const JsonObject& object, std::string_view key) {
  const auto element = element_at(object, key);
  if (!element) return Shape::absent;
  switch (element->type()) {
    case element_type::OBJECT: return Shape::object;
    case element_type::ARRAY: return Shape::list;
    default: return Shape::other;
  }
}

std::string text_of(const JsonElement& element) {
  switch (element.type()) {
    case element_type::STRING: return without_nul(element.get_string().value_unsafe());
    case element_type::INT64: return std::to_string(element.get_int64().value_unsafe());
    case element_type::UINT64: return std::to_string(element.get_uint64().value_unsafe());
    default: return {};
  }
}

std::string text_at(const JsonObject& object, std::string_view key) {
  const auto element = element_at(object, key);
  return element ? text_of(*element) : std::string{};
}

std::string text_at_first(const JsonObject& object, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) {
    if (std::string text = text_at(object, key); !text.empty()) return text;
  }
  return {};
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return text;
}

std::optional<std::int64_t> integer_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return {};
  return value;
}

std::optional<std::int64_t> integer_at(const JsonObject& object, std::string_view key) {
  const auto element = element_at(object, key);
  if (!element) return {};
  std::int64_t value = 0;
  if (element->get_int64().get(value) == simdjson::SUCCESS) return value;
  std::string_view text;
  if (element->get_string().get(text) == simdjson::SUCCESS) return integer_in(text);
  return {};
}

std::optional<double> number_at(const JsonObject& object, std::string_view key) {
  const auto element = element_at(object, key);
  if (!element) return {};
  double value = 0;
  if (element->get_double().get(value) == simdjson::SUCCESS) return value;
  std::string_view text;
  if (element->get_string().get(text) != simdjson::SUCCESS || text.empty()) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

std::optional<bool> flag_at(const JsonObject& object, std::string_view key) {
  const auto element = element_at(object, key);
  if (!element) return {};
  bool value = false;
  if (element->get_bool().get(value) == simdjson::SUCCESS) return value;
  std::string_view text;
  if (element->get_string().get(text) != simdjson::SUCCESS) return {};
  if (text == "true") return true;
  if (text == "false") return false;
  return {};
}

std::optional<JsonObject> object_at(const JsonObject& object, std::string_view key) {
  JsonObject inner;
  if (object.at_key(key).get_object().get(inner) != simdjson::SUCCESS) return {};
  return inner;
}

std::optional<JsonObject> first_object_at(const JsonObject& object, std::string_view key) {
  simdjson::dom::array list;
  if (object.at_key(key).get_array().get(list) != simdjson::SUCCESS) return {};
  for (const auto element : list) {
    JsonObject inner;
    if (element.get_object().get(inner) == simdjson::SUCCESS) return inner;
  }
  return {};
}

std::string json_at(const JsonObject& object, std::string_view key) {
  const auto element = element_at(object, key);
  return element ? simdjson::minify(*element) : std::string{};
}

}  // namespace recado::meta
