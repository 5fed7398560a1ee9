#include "simulator/multipart.h"

#include <algorithm>

namespace recado::simulator {

namespace {

bool equal_words(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// The value of `name=` after a ";" in a header, without its quotes.
std::string attribute(std::string_view header, std::string_view name) {
  for (auto at = header.find(';'); at != header.npos; at = header.find(';', at)) {
    ++at;
    while (at < header.size() && header[at] == ' ') ++at;
    const auto equals = header.find('=', at);
    if (equals == header.npos) return {};
    if (!equal_words(header.substr(at, equals - at), name)) continue;
    const auto value = header.substr(equals + 1);
    if (value.starts_with('"')) return std::string{value.substr(1, value.find('"', 1) - 1)};
    return std::string{value.substr(0, value.find(';'))};
  }
  return {};
}

FormPart read_head(std::string_view head) {
  FormPart part;
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    auto value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (equal_words(line.substr(0, colon), "Content-Disposition")) {
      part.name = attribute(value, "name");
      part.file_name = attribute(value, "filename");
    } else if (equal_words(line.substr(0, colon), "Content-Type")) {
      part.content_type = value;
    }
  }
  return part;
}

}  // namespace

std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type, std::string_view body) {
  if (!content_type.starts_with("multipart/form-data")) return {};
  const std::string boundary = attribute(content_type, "boundary");
  if (boundary.empty()) return {};
  const std::string separator = "\r\n--" + boundary;
  const std::string_view first = std::string_view{separator}.substr(2);
  if (!body.starts_with(first)) return {};
  body.remove_prefix(first.size());
  std::vector<FormPart> parts;
  while (body.starts_with("\r\n")) {
    // A part without headers begins with the empty line at once.
    const auto head_end = body.find("\r\n\r\n");
    if (head_end == body.npos) return {};
    const auto end = body.find(separator, head_end + 2);
    if (end == body.npos) return {};
    FormPart part = read_head(body.substr(2, head_end < 2 ? 0 : head_end - 2));
    part.bytes = body.substr(head_end + 4, end > head_end + 4 ? end - head_end - 4 : 0);
    parts.push_back(std::move(part));
    body.remove_prefix(end + separator.size());
  }
  if (!body.starts_with("--")) return {};
  return parts;
}

const FormPart* find_part(const std::vector<FormPart>& parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &FormPart::name);
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace recado::simulator
