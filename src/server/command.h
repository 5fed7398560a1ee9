// The commands of the program. Each adds itself to the command line; main runs the one that was chosen.
#pragma once

#include <functional>

#include "base/result.h"

namespace CLI {
class App;
}

namespace recado::server {

constexpr int k_exit_ok = 0;
constexpr int k_exit_failed = 1;
constexpr int k_exit_usage = 2;

// The exit status.
using Run = std::function<int()>;

// Each sets `run` when its command was given.
void add_serve_command(CLI::App& app, Run& run);
void add_init_command(CLI::App& app, Run& run);
void add_migrate_command(CLI::App& app, Run& run);
void add_rotate_key_command(CLI::App& app, Run& run);
void add_doctor_command(CLI::App& app, Run& run);
void add_simulate_command(CLI::App& app, Run& run);
void add_webhook_command(CLI::App& app, Run& run);
void add_version_command(CLI::App& app, Run& run);

// What went wrong and what to do, to standard error. Returns `status`.
int report(const Error& error, int status = k_exit_failed);

}  // namespace recado::server
