// Reads multipart/form-data, as media uploads send it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recado::simulator {

struct FormPart {
  std::string name;
  std::string file_name;
  std::string content_type;
  std::string_view bytes;  // of the body that was read
};

// Empty when it is not multipart or is torn. `content_type` is the request's header with its boundary.
std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type, std::string_view body);
const FormPart* find_part(const std::vector<FormPart>& parts, std::string_view name);

}  // namespace recado::simulator
