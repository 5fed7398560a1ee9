// What /metrics tells about one kind of background work.
#pragma once

#include <string>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace recado::server {

struct JobMetrics {
  // name: "delivery" makes recado_delivery_waiting and so on
  JobMetrics(prometheus::Registry& registry, const std::string& name);

  prometheus::Gauge& waiting;  // jobs that are not done, due or not
  prometheus::Gauge& busy;     // workers with a job
  prometheus::Counter& done;
  prometheus::Counter& failures;  // outcomes that could not be saved
  prometheus::Histogram& seconds;
};

}  // namespace recado::server
