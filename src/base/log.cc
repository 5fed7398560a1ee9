#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/json_writer.h"

namespace recado::log {

namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("recado");
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum of(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warn: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

}  // namespace

void set_level(Level level) { logger().set_level(of(level)); }

void line(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (!logger().should_log(of(level))) return;
  std::string text{event};
  for (const Field& field : fields) {
    text += ' ';
    text += field.key;
    text += '=';
    text += field.value.find_first_of(" \"\n=") == std::string::npos ? field.value : json_quoted(field.value);
  }
  logger().log(of(level), "{}", text);
}

}  // namespace recado::log
