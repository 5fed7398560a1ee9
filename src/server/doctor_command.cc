// recado doctor: one line for each check.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

#include "server/command.h"
#include "server/config_options.h"
#include "server/doctor.h"

namespace recado::server {

namespace {

int doctor(const ConfigOptions& options) {
  const auto loaded = options.load();
  if (!loaded) {
    std::cout << "fail configuration: " << loaded.error().message << '\n';
    return k_exit_failed;
  }
  const auto findings = examine(loaded->config, SystemClock{});
  for (const Finding& finding : findings) std::cout << finding.line() << '\n';
  const bool is_well = std::ranges::none_of(findings, [](const Finding& f) { return f.grade == Finding::Grade::fail; });
  return is_well ? k_exit_ok : k_exit_failed;
}

}  // namespace

void add_doctor_command(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("doctor", "checks that everything is as it should be, and says what to do");
  const auto options = std::make_shared<ConfigOptions>(command, std::vector<std::string_view>{});
  command.callback([&run, options] { run = [options] { return doctor(*options); }; });
}

}  // namespace recado::server
