#include "simulator/json_read.h"

#include <boost/json.hpp>

#include <algorithm>

namespace recado::simulator {

std::optional<boost::json::object> read_object(std::string_view text) {
  boost::system::error_code error;
  boost::json::value parsed = boost::json::parse(text, error);
  if (error || !parsed.is_object()) return {};
  return std::move(parsed.get_object());
}

std::optional<std::string> read_text(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  if (!found) return {};
  if (found->is_string()) return std::string{found->get_string()};
  if (found->is_number() || found->is_bool()) return boost::json::serialize(*found);
  return {};
}

std::string text_or(const boost::json::object& from, std::string_view name, std::string_view otherwise) {
  return read_text(from, name).value_or(std::string{otherwise});
}

const boost::json::object* read_part(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found ? found->if_object() : nullptr;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

void write_members(JsonWriter& out, const std::string& object) {
  if (object.empty()) return;
  boost::system::error_code wrong;
  const boost::json::value value = boost::json::parse(object, wrong);
  const auto* members = wrong ? nullptr : value.if_object();
  if (!members) return;
  for (const auto& member : *members)
    out.key({member.key().data(), member.key().size()}).raw(boost::json::serialize(member.value()));
}

}  // namespace recado::simulator
