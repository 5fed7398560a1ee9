// recado simulate, recado webhook parse, and recado version.
#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

#include "server/command.h"
#include "server/simulate_command.h"
#include "server/version.h"
#include "server/webhook_parse.h"

namespace recado::server {

void add_simulate_command(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("simulate", "plays the provider, for any program that speaks to its API");
  const auto options = std::make_shared<SimulateOptions>();
  command.add_option("--address", options->address, "an IP address of this machine; 127.0.0.1 by default");
  command.add_option("--port", options->port, "0 to 65535; any free one by default");
  command.add_option("--state", options->state_file,
                     "a file that keeps numbers, customers and threads; none by default");
  command.callback([&run, options] { run = [options] { return run_simulate(*options); }; });
}

void add_webhook_command(CLI::App& app, Run& run) {
  CLI::App& webhook = *app.add_subcommand("webhook", "deliveries of providers");
  webhook.require_subcommand(1);
  CLI::App& parse = *webhook.add_subcommand("parse", "reads deliveries as JSON lines and prints what each carries");
  struct Arguments {
    std::string provider;
    std::string verify_token;
  };
  const auto arguments = std::make_shared<Arguments>();
  parse.add_option("--provider", arguments->provider, "meta, twilio or kapso")->required();
  parse.add_option("--verify-token", arguments->verify_token, "what the provider's handshake must bear");
  parse.callback([&run, arguments] {
    run = [arguments] { return run_webhook_parse(arguments->provider, arguments->verify_token, std::cin, std::cout); };
  });
}

void add_version_command(CLI::App& app, Run& run) {
  app.add_subcommand("version", "prints the version")->callback([&run] {
    run = [] {
      std::cout << "recado " << k_version << '\n';
      return k_exit_ok;
    };
  });
}

}  // namespace recado::server
