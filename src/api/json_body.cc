#include "api/json_body.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/parse_options.hpp>

#include <algorithm>

#include "api/problem.h"

namespace recado::api {
namespace {

namespace json = boost::json;

constexpr std::size_t k_deepest = 8;

Result<json::object> parse(const net::Request& request) {
  if (request.body.size() > k_longest_body) {
    return too_large("The body is larger than 256 KiB.", "Send less at once.");
  }
  boost::system::error_code wrong;
  json::parse_options options;
  options.max_depth = k_deepest;
  json::value value = json::parse(request.body, wrong, {}, options);
  if (wrong) {
    return invalid({}, "The body is not JSON: " + wrong.message() + ".", "Send one JSON object in UTF-8.");
  }
  if (!value.is_object()) return invalid({}, "The body must be a JSON object.");
  return std::move(value.as_object());
}

std::string named(std::string_view field) { return "\"" + std::string{field} + "\""; }

Result<Body::Value> read_value(const BodyField& field, const json::value& value) {
  const std::string name{field.name};
  const bool may_be_null = field.kind == BodyField::Kind::text_or_null;
  if (value.is_null() && may_be_null) return Body::Value{};
  if (!value.is_string())
    return invalid(name, named(name) + (may_be_null ? " must be a text or null." : " must be a text."));
  const std::string_view text{value.get_string().data(), value.get_string().size()};
  if (text.size() > field.longest_bytes) {
    return invalid(name, named(name) + " is longer than " + std::to_string(field.longest_bytes) + " bytes.");
  }
  // PostgreSQL keeps no U+0000, and no person means one.
  if (text.find('\0') != std::string_view::npos) return invalid(name, named(name) + " holds a U+0000 character.");
  return Body::Value{std::string{text}};
}

}  // namespace

const Body::Value* Body::find(std::string_view name) const {
  const auto found = std::ranges::find_if(values_, [name](const auto& entry) { return entry.first == name; });
  return found == values_.end() ? nullptr : &found->second;
}

Body::Value Body::value(std::string_view name) const {
  const Value* found = find(name);
  return found != nullptr ? *found : Value{};
}

std::string Body::text(std::string_view name) const { return value(name).value_or(std::string{}); }

Result<Body> read_body(const net::Request& request, std::initializer_list<BodyField> fields) {
  const auto object = parse(request);
  if (!object) return object.error();
  Body body;
  for (const auto& entry : *object) {
    const std::string_view name{entry.key().data(), entry.key().size()};
    const auto* field = std::ranges::find(fields, name, &BodyField::name);
    if (field == fields.end()) return invalid(std::string{name}, "There is no field " + named(name) + " here.");
    auto value = read_value(*field, entry.value());
    if (!value) return value.error();
    body.set(name, std::move(*value));
  }
  for (const BodyField& field : fields) {
    if (field.need == BodyField::Need::required && !body.has(field.name)) {
      return invalid(std::string{field.name}, "The field " + named(field.name) + " is missing.");
    }
  }
  return body;
}

Result<std::optional<std::string>> text_member(const std::string& body, std::string_view name) {
  boost::system::error_code wrong;
  const json::value value = json::parse(body, wrong);
  const auto* object = wrong ? nullptr : value.if_object();
  const json::value* member = object == nullptr ? nullptr : object->if_contains(name);
  if (member == nullptr || member->is_null()) return std::optional<std::string>{};
  if (!member->is_string()) return invalid(std::string{name}, named(name) + " must be a text or null.");
  return std::optional{std::string{member->get_string()}};
}

}  // namespace recado::api
