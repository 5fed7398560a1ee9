#include "app/receive.h"

#include <map>

#include "app/apply_items.h"
#include "app/received_item.h"
#include "base/log.h"
#include "domain/acceptance.h"

namespace recado {

namespace {

constexpr int k_tries = 5;  // against other programs that were quicker

class Sorting {
 public:
  Sorting(const ConnectionDirectory& directory, UtcMs now) : directory_(directory), now_(now) {}

  void add(const Receipt& receipt, const Result<Delivery>& delivery) {
    const auto signer = directory_.find(receipt.verified_by);
    if (!signer) {
      log::warn("receipt_without_connection", {{"receipt", receipt.id.text()}});
      return;
    }
    if (!delivery) {
      fail(*signer, receipt, -1, delivery.error().message, receipt.body.substr(0, k_fragment_bytes));
      return;
    }
    int place = 0;
    for (const WebhookEvent& event : delivery->events) sort(*signer, receipt, place++, event);
  }

  std::map<WorkspaceId, WorkspaceBatch>& batches() { return batches_; }

 private:
  static constexpr std::size_t k_fragment_bytes = 16 * 1024;

  void sort(const KnownConnection& signer, const Receipt& receipt, int place, const WebhookEvent& event) {
    if (const auto* message = std::get_if<MessageEvent>(&event)) {
      if (auto refusal = refusal_of(*message, std::string{to_text(receipt.provider)})) {
        fail(signer, receipt, place, std::move(*refusal), message->raw_json);
      } else {
        route(signer, receipt, place, message->number, *message);
      }
    } else if (const auto* status = std::get_if<StatusEvent>(&event)) {
      route(signer, receipt, place, status->number, *status);
    } else if (const auto* system = std::get_if<SystemEvent>(&event)) {
      route(signer, receipt, place, system->number, *system);
    } else if (const auto* broken = std::get_if<BrokenItem>(&event)) {
      fail(signer, receipt, place, broken->reason, broken->fragment);
    } else if (const auto* notice = std::get_if<NoticeEvent>(&event)) {
      log::debug("notice_kept_in_receipt", {{"kind", notice->kind}, {"receipt", receipt.id.text()}});
    } else if (const auto* ignored = std::get_if<IgnoredEvent>(&event)) {
      log::info("item_ignored", {{"reason", ignored->reason}, {"receipt", receipt.id.text()}});
    }
  }

  // A delivery may speak of any number of the app whose secret signed it, and of no other. One that names none is for the
  // only number there is.
  template <typename Event>
  void route(const KnownConnection& signer, const Receipt& receipt, int place, const NumberRef& number,
             const Event& event) {
    if (!number.channel.empty() && number.channel != "whatsapp") {
      fail(signer, receipt, place, "This came by " + number.channel + ", not by WhatsApp.", number.number_id);
      return;
    }
    const bool unnamed = number.number_id.empty() && directory_.signs_for_one(signer);
    const auto known =
        unnamed ? directory_.find(receipt.verified_by) : directory_.find_by_number(receipt.provider, number.number_id);
    if (!known || known->secrets.app_secret != signer.secrets.app_secret) {
      fail(signer, receipt, place, "No connection has the number id \"" + number.number_id + "\".", number.number_id);
      return;
    }
    WorkspaceBatch& batch = batch_of(known->connection.workspace);
    batch.items.push_back({receipt.id, place, receipt.received_at, known, event});
  }

  void fail(const KnownConnection& signer, const Receipt& receipt, int place, std::string reason,
            std::string fragment) {
    batch_of(signer.connection.workspace)
        .failures.push_back({receipt.id, receipt.provider, receipt.received_at, place, std::move(reason),
                             without_zeros(std::move(fragment)), now_});
  }

  WorkspaceBatch& batch_of(WorkspaceId workspace) {
    WorkspaceBatch& batch = batches_[workspace];
    batch.workspace = workspace;
    return batch;
  }

  const ConnectionDirectory& directory_;
  UtcMs now_;
  std::map<WorkspaceId, WorkspaceBatch> batches_;
};

bool worth_retrying(const Error& error) { return error.code == ErrorCode::conflict || error.reason == "retry"; }

}  // namespace

ReceiveSummary& ReceiveSummary::operator+=(const ReceiveSummary& other) {
  messages_created += other.messages_created;
  statuses_applied += other.statuses_applied;
  failures += other.failures;
  return *this;
}

Receive::Receive(Store& store, const ConnectionDirectory& directory, const Providers& providers, IdSource& ids,
                 const Clock& clock)
    : store_(store), directory_(directory), providers_(providers), ids_(ids), clock_(clock) {}

Result<ReceiveSummary> Receive::apply(std::span<const std::shared_ptr<const Receipt>> receipts) {
  Sorting sorting{directory_, clock_.now()};
  for (const auto& receipt : receipts) {
    const WebhookReader* reader = providers_.of(receipt->provider).reader;
    sorting.add(*receipt, reader != nullptr ? reader->read({receipt->event, receipt->body})
                                            : Result<Delivery>{internal("No provider reads this delivery.")});
  }
  ReceiveSummary summary;
  for (auto& [workspace, batch] : sorting.batches()) {
    auto applied = apply_batch(batch);
    if (!applied) return applied.error();
    summary += *applied;
  }
  return summary;
}

Result<ReceiveSummary> Receive::apply_batch(const WorkspaceBatch& batch) {
  Result<ReceiveSummary> applied = ReceiveSummary{};
  for (int tried = 0; tried < k_tries; ++tried) {
    applied = write(batch);
    if (applied || !worth_retrying(applied.error())) break;
  }
  if (applied || applied.error().code == ErrorCode::unavailable) return applied;
  return apply_one_by_one(batch, applied.error());
}

Result<ReceiveSummary> Receive::write(const WorkspaceBatch& batch) {
  ReceiveSummary summary;
  const auto written = store_.write(batch.workspace, [&](Transaction& tx) -> Result<void> {
    auto applied = apply_items(tx, batch, ids_, clock_.now());
    if (!applied) return applied.error();
    summary = *applied;
    return {};
  });
  if (!written) return written.error();
  return summary;
}

// Something in the batch does not fit into the database: halve it until the one item is found that costs only itself.
Result<ReceiveSummary> Receive::apply_one_by_one(const WorkspaceBatch& batch, const Error& why) {
  if (batch.items.size() <= 1) {
    WorkspaceBatch rest{batch.workspace, {}, batch.failures};
    for (const ReceivedItem& item : batch.items) {
      rest.failures.push_back({item.receipt,
                               item.connection->connection.provider,
                               item.received_at,
                               item.place,
                               why.message,
                               {},
                               clock_.now()});
    }
    return write(rest);
  }
  const auto middle = batch.items.begin() + static_cast<std::ptrdiff_t>(batch.items.size() / 2);
  auto first = apply_batch({batch.workspace, {batch.items.begin(), middle}, batch.failures});
  if (!first) return first;
  auto second = apply_batch({batch.workspace, {middle, batch.items.end()}, {}});
  if (!second) return second;
  *first += *second;
  return first;
}

}  // namespace recado
