#include "server/delivery_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <string>

namespace recado::server {

namespace {

prometheus::Gauge& gauge(prometheus::Registry& registry, const std::string& name, const std::string& help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Counter& counter(prometheus::Registry& registry, const std::string& name, const std::string& help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

DeliveryMetrics::DeliveryMetrics(prometheus::Registry& registry)
    : waiting(gauge(registry, "recado_delivery_waiting", "Jobs of delivery that are not done, due or not.")),
      busy(gauge(registry, "recado_delivery_busy", "Delivery workers that have a job.")),
      done(counter(registry, "recado_delivery_jobs_total", "Jobs of delivery that were run.")),
      failures(counter(registry, "recado_delivery_failures_total", "Jobs whose outcome could not be saved.")),
      seconds(prometheus::BuildHistogram()
                  .Name("recado_delivery_seconds")
                  .Help("How long a job took, the provider's call included.")
                  .Register(registry)
                  .Add({}, prometheus::Histogram::BucketBoundaries{0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30})) {}

}  // namespace recado::server
