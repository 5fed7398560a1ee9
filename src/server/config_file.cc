#include "server/config_file.h"

#include <toml.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace recado::server {

namespace {

struct Found {
  std::uint_least32_t line;
  FileValue value;
};

void collect(const toml::value& value, const std::string& key, const std::string& path, std::vector<Found>& found) {
  if (value.is_table()) {
    for (const auto& [name, inner] : value.as_table()) {
      std::string inner_key = key;
      if (!key.empty()) inner_key += '.';
      collect(inner, inner_key += name, path, found);
    }
    return;
  }
  const auto line = value.location().line();
  FileValue read{.key = key, .text = {}, .kind = {}, .where = path + ":" + std::to_string(line)};
  if (value.is_string()) {
    read.text = value.as_string().str;
    read.kind = ConfigKey::Kind::text;
  } else if (value.is_integer()) {
    read.text = std::to_string(value.as_integer());
    read.kind = ConfigKey::Kind::number;
  } else if (value.is_boolean()) {
    read.text = value.as_boolean() ? "true" : "false";
    read.kind = ConfigKey::Kind::flag;
  }
  found.push_back({line, std::move(read)});
}

// toml11 draws the place over several lines; the first says what it is.
std::string first_line(std::string text) {
  text = text.substr(0, text.find('\n'));
  for (const std::string_view noise : {"[error] ", "toml::"}) {
    if (text.starts_with(noise)) text.erase(0, noise.size());
  }
  return text;
}

}  // namespace

Result<std::vector<FileValue>> read_config_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return not_found(path + ": the file cannot be opened.");
  std::stringstream text;
  text << file.rdbuf();
  try {
    std::vector<Found> found;
    collect(toml::parse(text, path), "", path, found);
    std::ranges::sort(found, {}, [](const Found& each) { return std::pair{each.line, each.value.key}; });
    std::vector<FileValue> values;
    values.reserve(found.size());
    for (Found& each : found) values.push_back(std::move(each.value));
    return values;
  } catch (const toml::exception& error) {
    return invalid("config", path + ":" + std::to_string(error.location().line()) + ": " + first_line(error.what()));
  } catch (const std::exception& error) {
    return invalid("config", path + ": " + first_line(error.what()));
  }
}

}  // namespace recado::server
