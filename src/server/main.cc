#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

#include "server/command.h"

int main(int argc, char** argv) try {
  using namespace recado::server;
  CLI::App app{"Recado: WhatsApp for your company, on your own machine.", "recado"};
  app.require_subcommand(1);
  Run run;
  for (const auto add : {add_serve_command, add_init_command, add_migrate_command, add_rotate_key_command,
                         add_doctor_command, add_simulate_command, add_webhook_command, add_version_command}) {
    add(app, run);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? k_exit_ok : k_exit_usage;
  }
  return run();
} catch (const std::exception& error) {
  std::fprintf(stderr, "recado: %s\n", error.what());
  return recado::server::k_exit_failed;
}
