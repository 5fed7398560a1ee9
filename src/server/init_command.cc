// recado init: a new installation.
#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

#include "server/command.h"
#include "server/config_options.h"
#include "server/installation.h"

namespace recado::server {

namespace {

struct InitArguments {
  ConfigOptions options;
  FirstOwner owner{};
  bool reads_password = false;
};

int init(InitArguments& arguments) {
  const auto loaded = arguments.options.load();
  if (!loaded) return report(loaded.error(), k_exit_usage);
  if (arguments.reads_password) {
    std::getline(std::cin, arguments.owner.password);
    if (arguments.owner.password.empty()) {
      return report(invalid("password", "There is no password on standard input."), k_exit_usage);
    }
  }
  const auto made = initialise(loaded->config, arguments.owner, SystemClock{});
  if (!made) return report(made.error(), made.error().code == ErrorCode::invalid ? k_exit_usage : k_exit_failed);
  std::cout << *made << std::endl;
  return k_exit_ok;
}

}  // namespace

void add_init_command(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("init", "makes the data folder, the database and the first sign-in");
  const auto arguments = std::make_shared<InitArguments>(
      InitArguments{.options = {command, {"data", "database", "node", "master_key_file", "log_level"}}});
  command.add_option("--email", arguments->owner.email, "of the owner")->required();
  command.add_option("--workspace-name", arguments->owner.workspace_name, "the name of the company")->required();
  command.add_option("--owner-name", arguments->owner.name, "the owner's name");
  command.add_flag("--password-stdin", arguments->reads_password, "reads the owner's password from standard input");
  command.callback([&run, arguments] { run = [arguments] { return init(*arguments); }; });
}

}  // namespace recado::server
