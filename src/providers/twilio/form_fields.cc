#include "providers/twilio/form_fields.h"

#include <algorithm>
#include <set>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "net/http.h"

namespace recado::twilio {

namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool escapes_are_whole(std::string_view body) {
  for (std::size_t at = body.find('%'); at != std::string_view::npos; at = body.find('%', at + 1)) {
    if (at + 2 >= body.size() || !is_hex(body[at + 1]) || !is_hex(body[at + 2])) return false;
  }
  return true;
}

}  // namespace

std::optional<FormFields> FormFields::parse(std::string_view body) {
  if (body.find('=') == std::string_view::npos || !escapes_are_whole(body)) return {};
  FormFields fields;
  fields.fields_ = net::Query::parse(body).all();
  return fields;
}

std::string FormFields::text(std::string_view name) const {
  const auto found = std::ranges::find(fields_, name, &std::pair<std::string, std::string>::first);
  return found == fields_.end() ? std::string{} : storable_text(found->second);
}

std::string FormFields::text_of_first(std::initializer_list<std::string_view> names) const {
  for (const auto name : names) {
    if (std::string found = text(name); !found.empty()) return found;
  }
  return {};
}

bool FormFields::has(std::string_view name) const { return !text(name).empty(); }

std::string FormFields::json() const {
  JsonWriter out;
  out.begin_object();
  std::set<std::string_view> written;
  for (const auto& [name, value] : fields_) {
    if (written.insert(name).second) out.member(storable_text(name), storable_text(value));
  }
  return std::move(out.end_object()).text();
}

}  // namespace recado::twilio
