// One line a fact, "level event key=value …", to standard error. A secret is never passed in.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace recado::log {

enum class Level { debug, info, warn, error };

struct Field {
  std::string_view key;
  std::string value;

  Field(std::string_view k, std::string_view v) : key(k), value(v) {}
  Field(std::string_view k, std::int64_t v) : key(k), value(std::to_string(v)) {}
};

// Nothing below `level` is written from here on; called once by main.
void set_level(Level level);

void line(Level level, std::string_view event, std::initializer_list<Field> fields = {});
inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  line(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) { line(Level::info, event, fields); }
inline void warn(std::string_view event, std::initializer_list<Field> fields = {}) { line(Level::warn, event, fields); }
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  line(Level::error, event, fields);
}

}  // namespace recado::log
