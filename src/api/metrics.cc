#include "api/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <sstream>

namespace recado::api {
namespace {

prometheus::Counter& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Gauge& gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

struct Metrics::State {
  State(prometheus::Registry& the_registry, const net::Server& the_server, const LiveHub& the_hub)
      : registry(the_registry), server(the_server), live_hub(the_hub) {}

  prometheus::Registry& registry;
  const net::Server& server;
  const LiveHub& live_hub;
  prometheus::Counter& accepted = counter(registry, "recado_receipts_accepted_total", "Deliveries made durable");
  prometheus::Counter& refused = counter(registry, "recado_receipts_refused_total", "Deliveries that were not taken");
  prometheus::Counter& queued = counter(registry, "recado_messages_queued_total", "Replies that were queued");
  prometheus::Counter& answered = counter(registry, "recado_http_requests_total", "Requests that were answered");
  prometheus::Gauge& connections = gauge(registry, "recado_http_connections", "Connections that are open");
  prometheus::Gauge& sockets = gauge(registry, "recado_live_sockets", "Screens on the realtime stream");
  std::mutex mutex;
};

Metrics::Metrics(prometheus::Registry& registry, const net::Server& server, const LiveHub& live_hub)
    : state_(std::make_unique<State>(registry, server, live_hub)) {}
Metrics::~Metrics() = default;

void Metrics::receipt_accepted() { state_->accepted.Increment(); }
void Metrics::receipt_refused() { state_->refused.Increment(); }
void Metrics::message_queued() { state_->queued.Increment(); }

std::string Metrics::text() {
  const std::scoped_lock lock{state_->mutex};
  // The server counts for itself; a Prometheus counter only takes what was added.
  const double behind = static_cast<double>(state_->server.answered()) - state_->answered.Value();
  if (behind > 0) state_->answered.Increment(behind);
  state_->connections.Set(static_cast<double>(state_->server.open_connections()));
  state_->sockets.Set(static_cast<double>(state_->live_hub.sockets()));
  std::ostringstream out;
  prometheus::TextSerializer{}.Serialize(out, state_->registry.Collect());
  return out.str();
}

}  // namespace recado::api
