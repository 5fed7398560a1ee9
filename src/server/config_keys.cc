#include "server/config_keys.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <numeric>
#include <vector>

#include "base/crypto.h"

namespace recado::server {

namespace {

using Kind = ConfigKey::Kind;

constexpr std::array k_levels{"debug", "info", "warn", "error"};

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

template <std::integral T>
ConfigKey number(std::string_view name, T Config::* member, std::int64_t least, std::int64_t most,
                 std::string_view allowed) {
  return {name, Kind::number, allowed,
          [=](Config& config, const std::string& text) {
            const auto given = number_in(text);
            if (!given || *given < least || *given > most) return false;
            config.*member = static_cast<T>(*given);
            return true;
          },
          [=](const Config& config) { return std::to_string(config.*member); }};
}

ConfigKey text(std::string_view name, std::string Config::* member, std::string_view allowed,
               std::function<bool(const std::string&)> is_allowed) {
  return {name, Kind::text, allowed,
          [member, is_allowed = std::move(is_allowed)](Config& config, const std::string& given) {
            if (!is_allowed(given)) return false;
            config.*member = given;
            return true;
          },
          [=](const Config& config) { return config.*member; }};
}

bool is_present(const std::string& given) { return !given.empty(); }

bool is_web_url(const std::string& given) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (given.starts_with(scheme)) {
      return given.size() > scheme.size() && given[scheme.size()] != '/' && !given.ends_with('/') &&
             given.find_first_of(" ?#@") == std::string::npos;
    }
  }
  return false;
}

bool is_database(const std::string& given) {
  return given.starts_with("sqlite:") || given.starts_with("postgresql://") || given.starts_with("postgres://");
}

ConfigKey database_key() {
  auto key =
      text("database", &Config::database,
           R"("sqlite:" (recado.db in the data folder), "sqlite:PATH" or "postgresql://USER:PASSWORD@HOST/NAME")",
           is_database);
  key.show = [](const Config& config) { return config.is_postgres() ? std::string{"(set)"} : config.database_url(); };
  return key;
}

ConfigKey master_key_file_key() {
  auto key = text("master_key_file", &Config::master_key_file, "a file", is_present);
  key.show = [](const Config& config) { return config.master_key_path(); };
  return key;
}

ConfigKey log_level_key() {
  return {"log_level", Kind::text, "debug, info, warn or error",
          [](Config& config, const std::string& given) {
            const auto at = std::ranges::find(k_levels, given);
            if (at == k_levels.end()) return false;
            config.log_level = static_cast<log::Level>(at - k_levels.begin());
            return true;
          },
          [](const Config& config) { return std::string{k_levels[static_cast<std::size_t>(config.log_level)]}; }};
}

ConfigKey master_key_key() {
  return {"master_key",
          Kind::text,
          "32 bytes in base64, as in the file that `recado init` makes",
          [](Config& config, const std::string& given) {
            const auto bytes = crypto::from_base64(given);
            if (!bytes || bytes->size() != crypto::MasterKey::k_bytes) return false;
            config.master_key = given;
            return true;
          },
          [](const Config& config) { return std::string{config.master_key.empty() ? "" : "(set)"}; },
          ConfigKey::Given::environment_only};
}

ConfigKey flag(std::string_view name, bool Config::* member) {
  return {name, Kind::flag, "true or false",
          [=](Config& config, const std::string& given) {
            if (given != "true" && given != "false") return false;
            config.*member = given == "true";
            return true;
          },
          [=](const Config& config) { return std::string{config.*member ? "true" : "false"}; }};
}

ConfigKey media_folder_key() {
  auto key = text("media.folder", &Config::media_folder, "a folder", is_present);
  key.show = [](const Config& config) { return config.media_folder_path(); };
  return key;
}

ConfigKey media_secret_key() {
  auto key = text("media.s3_secret_key", &Config::media_s3_secret_key, "the secret of the access key", is_present);
  key.show = [](const Config& config) { return std::string{config.media_s3_secret_key.empty() ? "" : "(set)"}; };
  key.given = ConfigKey::Given::environment_only;
  return key;
}

void add_media_keys(std::vector<ConfigKey>& keys) {
  keys.push_back(text("media.store", &Config::media_store, "disk or s3",
                      [](const std::string& given) { return given == "disk" || given == "s3"; }));
  keys.push_back(media_folder_key());
  keys.push_back(text("media.s3_endpoint", &Config::media_s3_endpoint,
                      R"(a URL such as "https://s3.example.com", without "/" at the end)", is_web_url));
  keys.push_back(text("media.s3_bucket", &Config::media_s3_bucket, "the name of a bucket", is_present));
  keys.push_back(text("media.s3_region", &Config::media_s3_region, "a region of the store", is_present));
  keys.push_back(text("media.s3_access_key", &Config::media_s3_access_key, "an access key", is_present));
  keys.push_back(media_secret_key());
  keys.push_back(number("media.threads", &Config::media_threads, 1, 64, "a number from 1 to 64"));
}

std::vector<ConfigKey> make_keys() {
  constexpr std::string_view k_url = R"(a URL such as "https://recado.example.com", without "/" at the end)";
  const auto is_empty_or_url = [](const std::string& given) { return given.empty() || is_web_url(given); };
  std::vector<ConfigKey> keys{
      text("data", &Config::data, "a folder", is_present),
      text("address", &Config::address, "an IP address of this machine", is_present),
      number("port", &Config::port, 0, 65535, "a number from 0 to 65535 (0: any free port)"),
      text("public_url", &Config::public_url, k_url, is_empty_or_url),
      flag("behind_proxy", &Config::behind_proxy),
      database_key(),
      number("io_threads", &Config::io_threads, 1, 64, "a number from 1 to 64"),
      number("worker_threads", &Config::worker_threads, 1, 256, "a number from 1 to 256"),
      number("delivery_threads", &Config::delivery_threads, 1, 512, "a number from 1 to 512"),
      number("node", &Config::node, 0, 1023, "a number from 0 to 1023, different on every node"),
      log_level_key(),
      master_key_file_key(),
      master_key_key(),
      number("drain_seconds", &Config::drain_seconds, 0, 600, "a number from 0 to 600"),
      flag("sandbox", &Config::sandbox),
      text("simulator_address", &Config::simulator_address, "an IP address of this machine", is_present),
      number("simulator_port", &Config::simulator_port, 0, 65535, "a number from 0 to 65535 (0: any free port)"),
      text("meta.graph_url", &Config::meta_graph_url,
           R"(a URL such as "https://graph.facebook.com", without "/" at the end)", is_web_url),
      number("limits.webhook_bytes", &Config::webhook_bytes, 65'536, 64 << 20, "a number from 65536 to 67108864"),
      number("limits.connections", &Config::connections, 16, 1'000'000, "a number from 16 to 1000000"),
      number("limits.queued_requests", &Config::queued_requests, 1, 100'000, "a number from 1 to 100000"),
      number("limits.intake_backlog", &Config::intake_backlog, 1'000, 10'000'000, "a number from 1000 to 10000000"),
  };
  add_media_keys(keys);
  return keys;
}

std::string replaced(std::string_view name, char by) {
  std::string text{name};
  std::ranges::replace_if(text, [](char c) { return c == '.' || c == '_'; }, by);
  return text;
}

// Levenshtein.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string ConfigKey::variable() const {
  std::string upper = "RECADO_" + replaced(name, '_');
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return upper;
}

std::string ConfigKey::flag() const { return "--" + replaced(name, '-'); }

std::span<const ConfigKey> config_keys() {
  static const std::vector<ConfigKey> keys = make_keys();
  return keys;
}

const ConfigKey* find_config_key(std::string_view name) {
  const auto keys = config_keys();
  const auto at = std::ranges::find(keys, name, &ConfigKey::name);
  return at == keys.end() ? nullptr : &*at;
}

std::string_view nearest_config_key(std::string_view name) {
  const auto keys = config_keys();
  const auto at = std::ranges::min_element(keys, {}, [&](const ConfigKey& key) { return distance(name, key.name); });
  return distance(name, at->name) <= std::max<std::size_t>(2, name.size() / 3) ? at->name : std::string_view{};
}

}  // namespace recado::server
