#include "server/job_metrics.h"

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

JobMetrics::JobMetrics(prometheus::Registry& registry, const std::string& name)
    : waiting(gauge(registry, "recado_" + name + "_waiting", "Jobs of " + name + " that are not done, due or not.")),
      busy(gauge(registry, "recado_" + name + "_busy", "Workers of " + name + " that have a job.")),
      done(counter(registry, "recado_" + name + "_jobs_total", "Jobs of " + name + " that were run.")),
      failures(counter(registry, "recado_" + name + "_failures_total", "Jobs whose outcome could not be saved.")),
      seconds(prometheus::BuildHistogram()
                  .Name("recado_" + name + "_seconds")
                  .Help("How long a job took, the provider's call included.")
                  .Register(registry)
                  .Add({}, prometheus::Histogram::BucketBoundaries{0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30})) {}

}  // namespace recado::server
