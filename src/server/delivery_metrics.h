// What /metrics tells about messages on their way out.
#pragma once

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace recado::server {

struct DeliveryMetrics {
  explicit DeliveryMetrics(prometheus::Registry& registry);

  prometheus::Gauge& waiting;  // jobs that are not done, due or not
  prometheus::Gauge& busy;     // workers with a job
  prometheus::Counter& done;
  prometheus::Counter& failures;  // outcomes that could not be saved
  prometheus::Histogram& seconds;
};

}  // namespace recado::server
