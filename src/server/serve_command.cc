// recado serve: the program in the foreground, until a signal.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <malloc.h>

#include <csignal>
#include <iostream>
#include <string>
#include <thread>
#include <unistd.h>

#include "base/json_writer.h"
#include "base/log.h"
#include "server/command.h"
#include "server/config_options.h"
#include "server/program.h"
#include "server/version.h"

namespace recado::server {

namespace {

// glibc gives every thread an arena of its own, up to eight times the cores: at rest they would hold most of the memory.
constexpr int k_arenas = 2;

struct ServeArguments {
  ConfigOptions options;
  bool print = false;
};

// Signals are waited for, not handled: no code runs in a handler.
sigset_t take_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void cut_at_next(sigset_t signals) {
  std::thread{[signals] {
    int number = 0;
    sigwait(&signals, &number);
    log::warn("cut", {{"signal", number}});
    _exit(k_exit_failed);
  }}.detach();
}

std::string ready_line(const Program& program) {
  JsonWriter json;
  json.begin_object().member("address", program.url());
  if (const auto simulator = program.simulator_url(); !simulator.empty()) json.member("simulator", simulator);
  json.end_object();
  return std::move(json).text();
}

int serve(const LoadedConfig& loaded) {
  mallopt(M_ARENA_MAX, k_arenas);
  const sigset_t signals = take_signals();
  const SystemClock clock;
  Program program{loaded.config, clock};
  if (const auto started = program.start(); !started) return report(started.error());
  std::cout << ready_line(program) << std::endl;
  log::info("serving", {{"address", program.url()}, {"version", k_version}});
  int number = 0;
  sigwait(&signals, &number);
  log::info("stopping", {{"signal", number}});
  cut_at_next(signals);
  program.stop();
  log::info("stopped");
  return k_exit_ok;
}

}  // namespace

void add_serve_command(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("serve", "runs the program");
  const auto arguments = std::make_shared<ServeArguments>(ServeArguments{.options = {command, {}}});
  command.add_flag("--print-config", arguments->print, "prints the configuration and where it comes from, and ends");
  command.callback([&run, arguments] {
    run = [arguments] {
      const auto loaded = arguments->options.load();
      if (!loaded) return report(loaded.error(), k_exit_usage);
      if (!arguments->print) return serve(*loaded);
      std::cout << print_config(*loaded);
      return k_exit_ok;
    };
  });
}

}  // namespace recado::server
