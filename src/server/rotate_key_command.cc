// recado rotate-key.
#include <CLI/CLI.hpp>

#include <iostream>

#include "server/command.h"
#include "server/config_options.h"
#include "server/key_rotation.h"

namespace recado::server {

void add_rotate_key_command(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("rotate-key", "seals all secrets and files' keys under a new master key");
  const auto options = std::make_shared<ConfigOptions>(
      command, std::vector<std::string_view>{"data", "database", "master_key_file", "log_level"});
  command.callback([&run, options] {
    run = [options] {
      const auto loaded = options->load();
      if (!loaded) return report(loaded.error(), k_exit_usage);
      const auto count = rotate_key(loaded->config);
      if (!count) return report(count.error());
      std::cout << "Sealed under the new key: " << *count << ". The old key is " << loaded->config.master_key_path()
                << ".old; remove it once the new one is in your backup.\n";
      return k_exit_ok;
    };
  });
}

}  // namespace recado::server
