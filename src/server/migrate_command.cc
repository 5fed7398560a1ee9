// recado migrate: brings the database to this program's version without starting it.
#include <CLI/CLI.hpp>

#include <iostream>

#include "server/command.h"
#include "server/config_options.h"
#include "server/installation.h"

namespace recado::server {

namespace {

int migrate(const ConfigOptions& options) {
  const auto loaded = options.load();
  if (!loaded) return report(loaded.error(), k_exit_usage);
  const auto database = open_existing_database(loaded->config);
  if (!database) return report(database.error());
  const auto applied = (*database)->migrate();
  if (!applied) return report(applied.error());
  const auto version = (*database)->version();
  if (!version) return report(version.error());
  std::cout << "database version " << *version << ", " << *applied << " migrations applied\n";
  return k_exit_ok;
}

}  // namespace

void add_migrate_command(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("migrate", "brings the database to the version of this program");
  const auto options = std::make_shared<ConfigOptions>(
      command, std::vector<std::string_view>{"data", "database", "master_key_file", "log_level"});
  command.callback([&run, options] { run = [options] { return migrate(*options); }; });
}

}  // namespace recado::server
