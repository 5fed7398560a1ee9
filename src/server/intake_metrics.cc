#include "server/intake_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <string>

namespace recado::server {

namespace {

prometheus::Counter& counter(prometheus::Registry& registry, const std::string& name, const std::string& help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

IntakeMetrics::IntakeMetrics(prometheus::Registry& registry)
    : backlog(prometheus::BuildGauge()
                  .Name("recado_intake_backlog")
                  .Help("Deliveries that have been taken and are not applied yet.")
                  .Register(registry)
                  .Add({})),
      receipts_applied(counter(registry, "recado_intake_receipts_applied_total", "Deliveries applied.")),
      messages_created(counter(registry, "recado_intake_messages_total", "Messages that deliveries brought.")),
      statuses_applied(counter(registry, "recado_intake_statuses_total", "Statuses that deliveries brought.")),
      unreadable(counter(registry, "recado_intake_unreadable_total", "Items of deliveries that could not be read.")),
      retries(counter(registry, "recado_intake_retries_total", "Batches that the database did not take at first.")) {}

}  // namespace recado::server
