#include "server/config.h"

#include <cstdlib>
#include <filesystem>

#include "server/config_file.h"
#include "server/config_keys.h"

namespace recado::server {

namespace {

std::string quoted(const ConfigKey& key, const std::string& text) {
  const bool is_secret = key.given == ConfigKey::Given::environment_only || key.name == "database";
  return is_secret ? std::string{"what is given"} : "\"" + text + "\"";
}

class Loader {
 public:
  explicit Loader(const ConfigSources& sources) : sources_(sources) {}

  Result<LoadedConfig> load() {
    find_data_folder();
    apply_file();
    apply_environment();
    apply_flags();
    if (!mistakes_.empty()) return invalid("config", mistakes_, "`recado serve --help` lists the keys.");
    return std::move(loaded_);
  }

 private:
  std::optional<std::string> variable(const ConfigKey& key) const {
    return sources_.environment ? sources_.environment(key.variable()) : std::nullopt;
  }

  // The file may be in the data folder, so that this key is looked up first.
  void find_data_folder() {
    const ConfigKey& key = *find_config_key("data");
    if (const auto given = variable(key); given && !given->empty()) loaded_.config.data = *given;
    if (const auto flag = sources_.flags.find("data"); flag != sources_.flags.end()) loaded_.config.data = flag->second;
  }

  void apply_file() {
    const auto path = sources_.file.value_or((std::filesystem::path{loaded_.config.data} / "recado.toml").string());
    auto values = read_config_file(path);
    if (!values) {
      const bool may_be_absent = !sources_.file && values.error().code == ErrorCode::not_found;
      if (!may_be_absent) mistake(values.error().message);
      return;
    }
    for (const FileValue& value : *values) apply_file_value(value);
  }

  void apply_file_value(const FileValue& value) {
    const ConfigKey* key = find_config_key(value.key);
    if (!key) {
      const auto meant = nearest_config_key(value.key);
      mistake(value.where + ": there is no key \"" + value.key + "\"." +
              (meant.empty() ? "" : " Is \"" + std::string{meant} + "\" meant?"));
    } else if (key->given == ConfigKey::Given::environment_only) {
      mistake(value.where + ": " + value.key + " is a secret and does not belong into this file; set " +
              key->variable() + ".");
    } else if (value.kind != key->kind) {
      const bool is_text = key->kind == ConfigKey::Kind::text;
      mistake(value.where + ": " + value.key + " must be " + std::string{key->allowed} +
              (is_text ? ", in quotes." : ", without quotes."));
    } else {
      apply(*key, value.text, value.where);
    }
  }

  void apply_environment() {
    for (const ConfigKey& key : config_keys()) {
      if (const auto given = variable(key)) apply(key, *given, key.variable());
    }
  }

  void apply_flags() {
    for (const auto& [name, text] : sources_.flags) {
      const ConfigKey* key = find_config_key(name);
      if (key) apply(*key, text, key->flag());
    }
  }

  void apply(const ConfigKey& key, const std::string& text, const std::string& where) {
    if (key.set(loaded_.config, text)) {
      loaded_.set_by[std::string{key.name}] = where;
    } else {
      mistake(where + ": " + std::string{key.name} + " must be " + std::string{key.allowed} + "; " + quoted(key, text) +
              " is not.");
    }
  }

  void mistake(const std::string& text) {
    if (!mistakes_.empty()) mistakes_ += '\n';
    mistakes_ += text;
  }

  const ConfigSources& sources_;
  LoadedConfig loaded_;
  std::string mistakes_;
};

std::string toml_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string Config::database_url() const {
  if (database != "sqlite:") return database;
  return "sqlite:" + (std::filesystem::path{data} / "recado.db").string();
}

std::string Config::master_key_path() const {
  return master_key_file.empty() ? (std::filesystem::path{data} / "master.key").string() : master_key_file;
}

std::string Config::media_folder_path() const {
  return media_folder.empty() ? (std::filesystem::path{data} / "media").string() : media_folder;
}

Result<LoadedConfig> load_config(const ConfigSources& sources) { return Loader{sources}.load(); }

std::optional<std::string> environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (!value) return {};
  return value;
}

std::string print_config(const LoadedConfig& loaded) {
  std::string out;
  std::string table;
  for (const ConfigKey& key : config_keys()) {
    std::string_view name = key.name;
    if (const auto dot = name.find('.'); dot != std::string_view::npos) {
      if (table != name.substr(0, dot)) {
        table = name.substr(0, dot);
        out += "\n[" + table + "]\n";
      }
      name.remove_prefix(dot + 1);
    }
    const auto value = key.show(loaded.config);
    const auto set_by = loaded.set_by.find(std::string{key.name});
    out += std::string{name} + " = " + (key.kind == ConfigKey::Kind::text ? toml_text(value) : value) + "  # " +
           (set_by == loaded.set_by.end() ? "default" : set_by->second) + "\n";
  }
  return out;
}

}  // namespace recado::server
