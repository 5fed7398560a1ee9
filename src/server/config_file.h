// Reads a TOML file into keys and values with their lines; what the keys mean is decided by the loader.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "server/config_keys.h"

namespace recado::server {

struct FileValue {
  std::string key;  // "meta.graph_url"
  std::string text;
  // none: an array, a date or anything else that no key has
  std::optional<ConfigKey::Kind> kind;
  std::string where;  // "recado.toml:3"
};

// In the order of the file. `not_found` when there is no such file; `invalid` (with the line) when it is no TOML.
Result<std::vector<FileValue>> read_config_file(const std::string& path);

}  // namespace recado::server
