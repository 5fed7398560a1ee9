// What /metrics tells about the intake.
#pragma once

namespace prometheus {
class Counter;
class Gauge;
class Registry;
}  // namespace prometheus

namespace recado::server {

struct IntakeMetrics {
  explicit IntakeMetrics(prometheus::Registry& registry);

  prometheus::Gauge& backlog;  // receipts that are not applied yet
  prometheus::Counter& receipts_applied;
  prometheus::Counter& messages_created;
  prometheus::Counter& statuses_applied;
  prometheus::Counter& unreadable;  // items that could not be read
  prometheus::Counter& retries;     // batches that the database did not take
};

}  // namespace recado::server
