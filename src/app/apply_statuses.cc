#include "app/apply_statuses.h"

#include <map>
#include <set>

#include "app/apply_items.h"

namespace recado {

namespace {

StatusReport report_of(const ReceivedItem& item) {
  const auto& event = std::get<StatusEvent>(item.event);
  StatusReport report;
  report.provider_id = without_zeros(event.message_id);
  report.status = event.status;
  report.reported_at = time_of(event.timestamp_s, item.received_at);
  report.recorded_at = item.received_at;
  if (event.status == DeliveryStatus::failed) report.error = event.failure.value_or(DeliveryError{"failed", "", ""});
  return report;
}

// Moves the message by one report. True when what it shows has changed.
bool move(StoredMessage& message, const StatusReport& report) {
  const DeliveryStatus before = message.status;
  message.status = advance(message.status, report.status);
  if (message.status == DeliveryStatus::failed && report.status == DeliveryStatus::failed && before != message.status) {
    message.error = report.error;
  } else if (message.status != DeliveryStatus::failed && message.status != before) {
    message.error.reset();
  }
  return message.status != before;
}

class StatusBatch {
 public:
  StatusBatch(Transaction& tx, UtcMs now) : tx_(tx), now_(now) {}

  Result<int> operator()(std::span<const ReceivedItem* const> items) {
    std::map<ConnectionId, std::vector<const ReceivedItem*>> by_connection;
    for (const ReceivedItem* item : items) by_connection[item->connection->connection.id].push_back(item);
    for (const auto& [connection, own] : by_connection) {
      if (auto done = apply(connection, own); !done) return done.error();
    }
    if (auto saved = save(); !saved) return saved.error();
    return static_cast<int>(changed_.size());
  }

 private:
  Result<void> apply(ConnectionId connection, const std::vector<const ReceivedItem*>& items) {
    std::vector<std::string> provider_ids;
    std::vector<MessageId> called_back;
    for (const ReceivedItem* item : items) {
      const auto& event = std::get<StatusEvent>(item->event);
      provider_ids.push_back(without_zeros(event.message_id));
      if (const auto id = MessageId::parse(event.callback_data)) called_back.push_back(*id);
    }
    auto found = tx_.messages().find_sent(connection, provider_ids);
    if (!found) return found.error();
    auto ours = tx_.messages().load(called_back);
    if (!ours) return ours.error();
    for (StoredMessage& message : *ours) {
      if (message.connection == connection) messages_.emplace(message.id, std::move(message));
    }
    std::vector<StatusReport> parked;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const StatusReport report = report_of(*items[i]);
      StoredMessage* message = message_for(*items[i], (*found)[i]);
      if (message == nullptr) {
        parked.push_back(report);
        continue;
      }
      if (auto learnt = learn_provider_id(*message, report.provider_id); !learnt) return learnt;
      recorded_.emplace_back(message->id, report);
      if (move(*message, report)) changed_.insert(message->id);
    }
    return tx_.messages().park_statuses(connection, parked);
  }

  // By the provider's id, else by our own id, which travelled with the send and came back.
  StoredMessage* message_for(const ReceivedItem& item, std::optional<StoredMessage>& by_provider_id) {
    if (by_provider_id) return &messages_.try_emplace(by_provider_id->id, std::move(*by_provider_id)).first->second;
    const auto id = MessageId::parse(std::get<StatusEvent>(item.event).callback_data);
    if (!id) return nullptr;
    const auto at = messages_.find(*id);
    if (at == messages_.end()) return nullptr;
    const bool another =
        !at->second.provider_id.empty() && at->second.provider_id != std::get<StatusEvent>(item.event).message_id;
    return another ? nullptr : &at->second;
  }

  // The answer to the send was lost or is not saved yet: this report is the answer. The lane need wait no longer.
  Result<void> learn_provider_id(StoredMessage& message, const std::string& provider_id) {
    if (!message.provider_id.empty()) return {};
    message.provider_id = provider_id;
    changed_.insert(message.id);
    if (auto done = apply_parked(tx_, message); !done) return done;
    return tx_.jobs().hasten(message.conversation.value, message.id.value, now_);
  }

  Result<void> save() {
    if (auto done = tx_.messages().record_statuses(recorded_); !done) return done;
    std::vector<StoredMessage> changed;
    std::vector<NewLiveEvent> events;
    for (const MessageId id : changed_) {
      const StoredMessage& message = messages_.at(id);
      changed.push_back(message);
      events.push_back({LiveKind::message_updated, message.conversation, shown_on(message), now_});
    }
    if (auto done = tx_.messages().save_delivery(changed); !done) return done;
    if (auto done = tx_.live_log().append(events); !done) return done.error();
    return {};
  }

  Transaction& tx_;
  UtcMs now_;
  std::map<MessageId, StoredMessage> messages_;
  std::set<MessageId> changed_;
  std::vector<std::pair<MessageId, StatusReport>> recorded_;
};

}  // namespace

Result<int> apply_statuses(Transaction& tx, std::span<const ReceivedItem* const> items, UtcMs now) {
  return StatusBatch{tx, now}(items);
}

Result<void> apply_parked(Transaction& tx, StoredMessage& message) {
  auto parked = tx.messages().take_parked(message.connection, message.provider_id);
  if (!parked) return parked.error();
  std::vector<std::pair<MessageId, StatusReport>> reports;
  for (const StatusReport& report : *parked) {
    move(message, report);
    reports.emplace_back(message.id, report);
  }
  return tx.messages().record_statuses(reports);
}

}  // namespace recado
