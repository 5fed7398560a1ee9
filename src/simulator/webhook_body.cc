#include "simulator/webhook_body.h"

#include <fmt/format.h>

#include <set>

#include "base/json_writer.h"

namespace recado::simulator {

namespace {

using Each = std::vector<Update>::const_iterator;

// The element that `text` starts with, as a code point, and how many bytes it takes. json_writer lets only UTF-8 pass.
std::pair<char32_t, std::size_t> first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) & 0x3fU : 0U; };
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead >= 0xf0) return {((lead & 0x07U) << 18U) | (byte(1) << 12U) | (byte(2) << 6U) | byte(3), 4};
  if (lead >= 0xe0) return {((lead & 0x0fU) << 12U) | (byte(1) << 6U) | byte(2), 3};
  return {((lead & 0x1fU) << 6U) | byte(1), 2};
}

void write_change(JsonWriter& out, Each from, Each to) {
  out.begin_object().key("value").begin_object().member("messaging_product", "whatsapp");
  out.key("metadata").begin_object().member("display_phone_number", from->phone);
  out.member("phone_number_id", from->number_id).end_object();
  std::set<std::string_view> contacts;
  for (auto each = from; each != to; ++each) {
    if (!each->contact.empty() && contacts.empty()) out.key("contacts").begin_array();
    if (!each->contact.empty() && contacts.insert(each->contact).second) out.raw(each->contact);
  }
  if (!contacts.empty()) out.end_array();
  out.key(from->kind == UpdateKind::message ? "messages" : "statuses").begin_array();
  for (auto each = from; each != to; ++each) out.raw(each->item);
  out.end_array().end_object().member("field", "messages").end_object();
}

template <typename Same>
Each run_end(Each from, Each end, Same same) {
  auto to = from;
  while (to != end && same(*from, *to)) ++to;
  return to;
}

}  // namespace

std::string webhook_body(const std::vector<Update>& updates) {
  JsonWriter out;
  out.begin_object().member("object", "whatsapp_business_account").key("entry").begin_array();
  for (auto entry = updates.begin(); entry != updates.end();) {
    const auto entry_end =
        run_end(entry, updates.end(), [](const Update& a, const Update& b) { return a.account_id == b.account_id; });
    out.begin_object().member("id", entry->account_id).key("changes").begin_array();
    while (entry != entry_end) {
      const auto change_end = run_end(entry, entry_end, [](const Update& a, const Update& b) {
        return a.number_id == b.number_id && a.kind == b.kind;
      });
      write_change(out, entry, change_end);
      entry = change_end;
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return escape_as_graph_does(out.text());
}

std::string escape_as_graph_does(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 8);
  while (!json.empty()) {
    const char c = json[0];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (c == '/') out += '\\';
      out += c;
      json.remove_prefix(1);
      continue;
    }
    const auto [point, bytes] = first_code_point(json);
    if (point >= 0x10000) {
      const char32_t beyond = point - 0x10000;
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (static_cast<unsigned>(beyond) >> 10U),
                         0xdc00 + (static_cast<unsigned>(beyond) & 0x3ffU));
    } else {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(point));
    }
    json.remove_prefix(std::min(bytes, json.size()));
  }
  return out;
}

}  // namespace recado::simulator
