#include "server/program.h"

#include <prometheus/registry.h>

#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "api/routes.h"
#include "base/log.h"
#include "net/server.h"
#include "providers/meta/challenge.h"
#include "server/installation.h"
#include "server/intake_journal.h"
#include "server/sandbox.h"
#include "server/version.h"
#include "server/workers.h"

namespace recado::server {

namespace {

// What is durable is safe; this only bounds how long the end of the program applies it.
constexpr auto k_intake_grace = std::chrono::seconds{5};

net::ServerOptions options_of(const Config& config) {
  net::ServerOptions options{.address = config.address,
                             .port = config.port,
                             .io_threads = config.io_threads,
                             .worker_threads = config.worker_threads,
                             .limits = {}};
  options.limits.body_bytes = static_cast<std::size_t>(config.webhook_bytes);
  options.limits.connections = static_cast<std::size_t>(config.connections);
  options.limits.queued_requests = static_cast<std::size_t>(config.queued_requests);
  return options;
}

}  // namespace

// In the order in which they need each other; destroyed the other way round.
struct Program::Parts {
  Parts(const Config& config, const Clock& clock, Installation opened)
      : installation(std::move(opened)),
        stores(*installation.database, installation.key, config.node, fanout),
        ids(clock, config.node),
        directory(*stores.connections),
        backlog({.receipts = static_cast<std::size_t>(config.intake_backlog)}),
        journal(*stores.journal, backlog, ids),
        use_cases(stores,
                  {journal, directory, installation.key, ids, clock, [this, &config] { return public_url(config); },
                   [this, &config] { return files_url(config); }},
                  config),
        workers(stores, use_cases, backlog, directory, registry, clock),
        server(options_of(config)) {}

  // Empty as long as it is not known at which port we listen.
  std::string public_url(const Config& config) const {
    if (!config.public_url.empty()) return config.public_url;
    const auto known = port.load();
    return known == 0 ? std::string{} : local_url(config.address, known);
  }

  // Only a simulator fetches from the address that is ours alone.
  std::string files_url(const Config& config) const {
    return config.public_url.empty() && !config.sandbox ? std::string{} : public_url(config);
  }

  Installation installation;
  AfterCommitFanout fanout;
  Stores stores;
  IdSource ids;
  ConnectionDirectory directory;
  prometheus::Registry registry;
  IntakeBacklog backlog;
  IntakeJournal journal;
  UseCases use_cases;
  Workers workers;
  std::optional<Sandbox> sandbox;
  std::atomic<std::uint16_t> port = 0;
  std::atomic<bool> stopping = false;
  net::Server server;
};

Program::Program(Config config, const Clock& clock) : config_(std::move(config)), clock_(clock) {}

Program::~Program() { stop(); }

Result<void> Program::start() {
  auto installation = open_installation(config_);
  if (!installation) return std::move(installation).error();
  parts_ = std::make_unique<Parts>(config_, clock_, std::move(*installation));
  Parts& parts = *parts_;
  const auto newest = parts.stores.journal->newest();
  if (!newest) return newest.error();
  // A clock that was set back between two runs must not give ids among those of the first.
  parts.ids.continue_after(newest->value);
  if (auto loaded = parts.directory.reload(); !loaded) return loaded;
  if (config_.sandbox) {
    parts.sandbox.emplace(config_, parts.stores, parts.directory, parts.ids, clock_);
    if (auto started = parts.sandbox->start(); !started) return started;
  }
  parts.workers.start(config_, *newest, parts.fanout);
  return start_server();
}

Result<void> Program::start_server() {
  Parts& parts = *parts_;
  UseCases& use = parts.use_cases;
  api::add_routes(
      parts.server,
      {.settings = {.version = std::string{k_version},
                    .public_url = config_.public_url,
                    .behind_proxy = config_.behind_proxy,
                    .sandbox = parts.sandbox ? std::optional{parts.sandbox->facts()} : std::nullopt},
       .store = *parts.stores.store,
       .accounts = *parts.stores.accounts,
       .directory = parts.directory,
       .authenticate = use.authenticate,
       .sign_in = use.sign_in,
       .send_message = use.send_message,
       .send_again = use.send_again,
       .change_conversation = use.change_conversation,
       .replay_receipt = use.replay_receipt,
       .accept_webhook = use.accept_webhook,
       .providers = use.wired.providers,
       .refetch_media = use.refetch_media,
       .upload_media = use.upload_media,
       .media_store = *use.media.store,
       .media_links = use.media_links,
       .meta_challenge = meta::answer_challenge,
       .live_hub = parts.workers.live_hub(),
       .http = use.http,
       .registry = parts.registry,
       .ready = [&parts] { return !parts.stopping && parts.stores.housekeeping->database_time().has_value(); }});
  if (auto started = parts.server.start(); !started) return started;
  parts.port = parts.server.port();
  if (parts.sandbox) {
    if (auto introduced = parts.sandbox->introduce(use.http, url()); !introduced) return introduced;
  }
  parts.workers.start_recovery();
  return {};
}

void Program::stop() {
  if (!parts_ || parts_->stopping.exchange(true)) return;
  Parts& parts = *parts_;
  {
    // Beside the server, which waits for requests that may themselves wait for the simulator.
    const std::jthread senders{[&parts] {
      parts.workers.stop_delivery();
      if (parts.sandbox) parts.sandbox->stop();
    }};
    parts.server.stop(std::chrono::seconds{config_.drain_seconds});
  }
  parts.workers.stop(k_intake_grace);
  parts.installation.database->close();
}

std::string Program::url() const { return local_url(config_.address, parts_->server.port()); }

std::string Program::simulator_url() const { return parts_->sandbox ? parts_->sandbox->url() : std::string{}; }

}  // namespace recado::server
