#include "server/installation.h"

#include <fmt/format.h>

#include <filesystem>
#include <sys/stat.h>
#include <system_error>

#include "app/create_workspace.h"
#include "base/id.h"
#include "base/json_writer.h"
#include "server/master_key.h"
#include "store/sql_store.h"

namespace recado::server {

namespace {

constexpr std::string_view k_sqlite = "sqlite:";

std::string init_command(const Config& config) {
  return fmt::format("Run: recado init --data {} --email YOU@EXAMPLE.COM --workspace-name \"YOUR COMPANY\"{}",
                     config.data, config.is_postgres() ? " --database URL" : "");
}

Error not_initialised(const Config& config, const std::string& why) { return not_found(why, init_command(config)); }

Result<std::unique_ptr<sql::Database>> open_any(const Config& config) {
  return sql::open_database({.url = config.database_url()});
}

bool sqlite_file_exists(const Config& config) {
  std::error_code ignored;
  return std::filesystem::exists(config.database_url().substr(k_sqlite.size()), ignored);
}

Result<void> make_data_folder(const std::string& path) {
  std::error_code error;
  const auto before = ::umask(077);
  std::filesystem::create_directories(path, error);
  ::umask(before);
  if (!error) return {};
  return unavailable(fmt::format("The data folder {} cannot be made: {}.", path, error.message()),
                     "Choose a folder that you may write to.");
}

// An earlier init that ended halfway left a key; it goes on being used.
Result<crypto::MasterKey> key_for_init(const Config& config) {
  auto key = load_master_key(config);
  if (key || key.error().code != ErrorCode::not_found) return key;
  return create_master_key(config.master_key_path());
}

std::string as_json(const Config& config, const CreatedWorkspace& created, bool is_password_made) {
  JsonWriter json;
  json.begin_object().member("workspace_id", created.workspace).member("owner_id", created.owner);
  json.member("email", created.email);
  if (is_password_made) json.member("password", created.password);
  json.member("api_key", created.api_key).member("data", config.data).end_object();
  return std::move(json).text();
}

}  // namespace

Result<std::unique_ptr<sql::Database>> open_existing_database(const Config& config) {
  if (!config.is_postgres() && !sqlite_file_exists(config)) {
    return not_initialised(config,
                           fmt::format("There is no database {} yet.", config.database_url().substr(k_sqlite.size())));
  }
  return open_any(config);
}

Result<Installation> open_installation(const Config& config) {
  auto database = open_existing_database(config);
  if (!database) return std::move(database).error();
  const auto version = (*database)->version();
  if (!version) return version.error();
  if (*version == 0) return not_initialised(config, "The database is empty.");
  auto key = load_master_key(config);
  if (!key) return std::move(key).error();
  if (const auto migrated = (*database)->migrate(); !migrated) return migrated.error();
  const auto first = store::make_accounts(**database)->first_workspace();
  if (!first) return first.error();
  if (!*first) return not_initialised(config, "There is no workspace yet.");
  return Installation{*key, std::move(*database)};
}

Result<std::string> initialise(const Config& config, const FirstOwner& owner, const Clock& clock) {
  if (const auto made = make_data_folder(config.data); !made) return made.error();
  auto key = key_for_init(config);
  if (!key) return std::move(key).error();
  auto database = open_any(config);
  if (!database) return std::move(database).error();
  if (const auto migrated = (*database)->migrate(); !migrated) return migrated.error();
  const auto accounts = store::make_accounts(**database);
  IdSource ids{clock, config.node};
  CreateWorkspace create_workspace{*accounts, ids, clock};
  const auto created = create_workspace({owner.workspace_name, owner.email, owner.name, owner.password});
  (*database)->close();
  if (created) return as_json(config, *created, owner.password.empty());
  if (created.error().code != ErrorCode::conflict) return created.error();
  return conflict(fmt::format("{} is initialised already.", config.is_postgres() ? "This database" : config.data),
                  fmt::format("Start it with: recado serve --data {}", config.data));
}

}  // namespace recado::server
