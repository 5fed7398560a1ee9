#include "server/workers.h"

namespace recado::server {

namespace {

// The search leaves the database to the intake while more than this waits.
constexpr std::size_t k_large_backlog = 256;
// A download may take five minutes, and what is made of the file a little more.
constexpr DurationMs k_media_lease = std::chrono::minutes{8};

Result<void> set_aside(Store& store, const ConnectionDirectory& directory, const Clock& clock, const Receipt& receipt,
                       const Error& why) {
  const auto known = directory.find(receipt.verified_by);
  if (!known) return not_found("The connection of the delivery is gone.");
  const ReceiptFailure failure{receipt.id, receipt.provider, receipt.received_at, -1, why.message, {}, clock.now()};
  return store.write(known->connection.workspace,
                     [&](Transaction& transaction) { return transaction.receipt_failures().record({&failure, 1}); });
}

IntakeActions actions(Stores& stores, UseCases& use_cases, const ConnectionDirectory& directory, const Clock& clock) {
  return {[&use_cases](auto receipts) { return use_cases.receive.apply(receipts); },
          [&stores, &directory, &clock](const Receipt& receipt, const Error& why) {
            return set_aside(*stores.store, directory, clock, receipt, why);
          }};
}

RecoveryActions recovery_actions(UseCases& use_cases, const ConnectionDirectory& directory) {
  return {[&directory] {
            std::vector<ConnectionId> ids;
            for (const auto& known : directory.all()) ids.push_back(known->connection.id);
            return ids;
          },
          [&use_cases](ConnectionId connection, UtcMs now) { return use_cases.recover_messages(connection, now); }};
}

}  // namespace

Workers::Workers(Stores& stores, UseCases& use_cases, IntakeBacklog& backlog, const ConnectionDirectory& directory,
                 prometheus::Registry& registry, const Clock& clock)
    : live_hub_(*stores.store),
      intake_(*stores.journal, backlog, actions(stores, use_cases, directory, clock), IntakeMetrics{registry}),
      delivery_(*stores.job_queue,
                {JobKind::deliver, [&use_cases](const Job& job) { return use_cases.deliver_message(job); }}, clock,
                JobMetrics{registry, "delivery"}),
      media_(*stores.job_queue,
             {JobKind::media, [&use_cases](const Job& job) { return use_cases.fetch_media(job); }, k_media_lease},
             clock, JobMetrics{registry, "media"}),
      uploads_(*stores.job_queue,
               {JobKind::upload, [&use_cases](const Job& job) { return use_cases.place_media(job); }, k_media_lease},
               clock, JobMetrics{registry, "upload"}),
      search_(*stores.search_index, clock, [&backlog] { return backlog.size() > k_large_backlog; }),
      housekeeping_(*stores.housekeeping, clock),
      recovery_(recovery_actions(use_cases, directory), clock) {}

void Workers::start(const Config& config, ReceiptId newest, AfterCommitFanout& fanout) {
  fanout.listen({.live_events =
                     [this](WorkspaceId workspace, std::int64_t seq) {
                       live_hub_.live_events(workspace, seq);
                       search_.wake();
                     },
                 .jobs_added =
                     [this] {
                       delivery_.wake();
                       media_.wake();
                       uploads_.wake();
                     }});
  live_hub_.start();
  intake_.start(newest);
  delivery_.start(config.delivery_threads);
  media_.start(config.media_threads);
  uploads_.start(config.media_threads);
  search_.start();
  housekeeping_.start();
}

void Workers::stop(std::chrono::milliseconds grace) {
  delivery_.stop();
  recovery_.stop();
  media_.stop();
  uploads_.stop();
  intake_.stop(grace);
  housekeeping_.stop();
  search_.stop();
  live_hub_.stop();
}

}  // namespace recado::server
