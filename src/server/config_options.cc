#include "server/config_options.h"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "server/config_keys.h"

namespace recado::server {

namespace {

std::string describe(const ConfigKey& key) {
  std::string text{key.allowed};
  const auto shown = key.show(Config{});
  if (!shown.empty() && text.find(shown) == std::string::npos) text += "; " + shown + " by default";
  return text;
}

}  // namespace

ConfigOptions::ConfigOptions(CLI::App& command, const std::vector<std::string_view>& keys) {
  command.add_option("--config", given_->file, "the configuration file; recado.toml in the data folder by default")
      ->type_name("FILE");
  for (const ConfigKey& key : config_keys()) {
    const bool is_offered = keys.empty() || std::ranges::find(keys, key.name) != keys.end();
    if (!is_offered || key.given == ConfigKey::Given::environment_only) continue;
    const auto give = [given = given_, name = std::string{key.name}](const std::string& text) {
      given->flags[name] = text;
    };
    if (key.kind == ConfigKey::Kind::flag) {
      command.add_flag_callback(key.flag(), [give] { give("true"); }, "sets " + std::string{key.name} + " to true");
      command.add_flag_callback("--no-" + key.flag().substr(2), [give] { give("false"); })->group("");
    } else {
      command.add_option_function<std::string>(key.flag(), give, describe(key))->type_name("");
    }
  }
}

Result<LoadedConfig> ConfigOptions::load() const {
  ConfigSources sources{.flags = given_->flags, .file = {}, .environment = environment_variable};
  if (!given_->file.empty()) sources.file = given_->file;
  auto loaded = load_config(sources);
  if (loaded) log::set_level(loaded->config.log_level);
  return loaded;
}

}  // namespace recado::server
