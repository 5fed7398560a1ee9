#include "simulator/simulator.h"

#include <utility>

#include "simulator/control_api.h"
#include "simulator/control_media.h"
#include "simulator/courier.h"
#include "simulator/faults.h"
#include "simulator/graph_api.h"
#include "simulator/graph_error.h"
#include "simulator/kapso_api.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"
#include "simulator/task_pool.h"
#include "simulator/thread_watch.h"
#include "simulator/twilio_api.h"

namespace recado::simulator {

namespace {

constexpr int k_task_threads = 4;
constexpr std::chrono::seconds k_grace{2};

net::ServerOptions server_options(const SimulatorOptions& options) {
  net::ServerOptions server{.address = options.address, .port = options.port, .io_threads = 1, .worker_threads = 4};
  server.limits.body_bytes = 101ULL * 1024 * 1024;  // the largest document and its form around it
  return server;
}

}  // namespace

struct Simulator::Parts {
  explicit Parts(SimulatorOptions wanted)
      : options(std::move(wanted)),
        courier(ledger, faults, clock, [this] { return "http://127.0.0.1:" + std::to_string(server.port()); }),
        tasks(k_task_threads),
        watch(ledger, tasks),
        graph(ledger, faults, media, tasks, {[this] { return server.port(); }, clock}),
        kapso(graph, ledger, tasks, faults),
        twilio(ledger, faults, media, tasks, clock),
        control(ledger, faults, courier, watch, clock),
        server(server_options(options)) {
    ledger.observe([this](const std::vector<Fact>& facts) {
      courier.changed(facts);
      watch.changed(facts);
    });
    control.add_routes(server);
    add_control_media(server, ledger, media);
    kapso.add_routes(server);
    twilio.add_routes(server);
    graph.add_routes(server);
  }

  SimulatorOptions options;
  MovedClock clock;
  Ledger ledger;
  FaultBox faults;
  MediaShelf media;
  Courier courier;
  TaskPool tasks;
  ThreadWatch watch;
  GraphApi graph;
  KapsoApi kapso;
  TwilioApi twilio;
  ControlApi control;
  net::Server server;
  bool stopped = false;
};

Simulator::Simulator(SimulatorOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {}
Simulator::~Simulator() { stop(); }

Result<void> Simulator::start() {
  if (!parts_->options.state_file.empty()) {
    if (auto kept = parts_->ledger.keep_in(parts_->options.state_file); !kept) return kept;
  }
  if (auto started = parts_->server.start(); !started) return started;
  parts_->courier.start();
  return {};
}

std::uint16_t Simulator::port() const { return parts_->server.port(); }

void Simulator::stop() {
  if (std::exchange(parts_->stopped, true)) return;
  parts_->watch.release();
  parts_->tasks.stop();
  parts_->courier.stop();
  parts_->server.stop(k_grace);
}

}  // namespace recado::simulator
