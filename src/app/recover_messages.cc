#include "app/recover_messages.h"

#include <future>

namespace recado {

namespace {

// The provider's clock and ours may differ, and its list may be behind its webhooks.
constexpr DurationMs k_overlap = std::chrono::minutes{5};
constexpr int k_most_pages = 10'000;  // a provider that always names a next page must not hold us for ever

// A message that we can have from the provider alone.
bool is_foreign(const ListedMessage& listed) {
  return listed.direction == Direction::inbound || listed.written_elsewhere;
}

// Whether an outbound message has come further than we know.
bool is_news(const ListedMessage& listed, const std::optional<StoredMessage>& known) {
  return known && advance(known->status, listed.status) != known->status;
}

}  // namespace

RecoverMessages::RecoverMessages(const ConnectionDirectory& directory, const Providers& providers, Store& store,
                                 ReceiptJournal& journal, IdSource& ids)
    : directory_(directory), providers_(providers), store_(store), journal_(journal), ids_(ids) {}

Result<int> RecoverMessages::operator()(ConnectionId id, UtcMs now) {
  const auto known = directory_.find(id);
  if (!known) return not_found("There is no such connection.");
  const Connection& connection = known->connection;
  MessageHistory* history = providers_.of(connection.provider).history;
  if (history == nullptr || connection.status != ConnectionStatus::connected) return 0;
  const auto since = begin_of(connection);
  if (!since) return since.error();
  const ProviderAccess access = access_to(connection, known->secrets);
  int recovered = 0;
  std::string next;
  for (int page = 0; page < k_most_pages; ++page) {
    auto listed = history->list(access, *since, next);
    if (!listed) return listed.error();
    const auto unknown = unknown_of(connection, std::move(listed->messages));
    if (!unknown) return unknown.error();
    std::vector<RecoveredDelivery> deliveries;
    for (const ListedMessage& message : *unknown) {
      auto delivery = history->delivery(access, message);
      if (!delivery) return delivery.error();
      deliveries.push_back(std::move(*delivery));
    }
    recovered += static_cast<int>(deliveries.size());
    if (auto kept = keep(connection, std::move(deliveries), now); !kept) return kept.error();
    next = std::move(listed->next);
    if (next.empty()) break;
  }
  const auto marked = store_.write(connection.workspace,
                                   [&](Transaction& tx) { return tx.history_marks().set_looked_through(id, now); });
  if (!marked) return marked.error();
  return recovered;
}

Result<UtcMs> RecoverMessages::begin_of(const Connection& connection) {
  std::optional<UtcMs> looked;
  const auto read = store_.read(connection.workspace, [&](Transaction& tx) -> Result<void> {
    auto through = tx.history_marks().looked_through(connection.id);
    if (!through) return through.error();
    looked = *through;
    return {};
  });
  if (!read) return read.error();
  return looked.value_or(connection.created_at) - k_overlap;
}

Result<std::vector<ListedMessage>> RecoverMessages::unknown_of(const Connection& connection,
                                                               std::vector<ListedMessage> listed) {
  std::vector<HistoryMarks::Key> foreign;
  std::vector<std::string> own;
  for (const ListedMessage& message : listed) {
    if (is_foreign(message)) {
      foreign.push_back({message.timestamp_s.value_or(0), message.message_id});
    } else {
      own.push_back(message.message_id);
    }
  }
  std::vector<ListedMessage> unknown;
  const auto looked = store_.read(connection.workspace, [&](Transaction& tx) -> Result<void> {
    const auto have = tx.history_marks().have(connection.id, foreign);
    if (!have) return have.error();
    const auto sent = tx.messages().find_sent(connection.id, own);
    if (!sent) return sent.error();
    unknown.clear();
    std::size_t nth_foreign = 0;
    std::size_t nth_own = 0;
    for (const ListedMessage& message : listed) {
      const bool wanted = is_foreign(message) ? !(*have)[nth_foreign++] : is_news(message, (*sent)[nth_own++]);
      if (wanted) unknown.push_back(message);
    }
    return {};
  });
  if (!looked) return looked.error();
  return unknown;
}

Result<void> RecoverMessages::keep(const Connection& connection, std::vector<RecoveredDelivery> deliveries, UtcMs now) {
  std::vector<std::future<Result<void>>> durable;
  durable.reserve(deliveries.size());
  for (RecoveredDelivery& delivery : deliveries) {
    auto receipt = std::make_shared<const Receipt>(ids_.next<ReceiptId>(), connection.id, connection.provider, now,
                                                   std::move(delivery.body), std::move(delivery.event));
    auto promise = std::make_shared<std::promise<Result<void>>>();
    durable.push_back(promise->get_future());
    journal_.append(std::move(receipt), [promise](const Result<void>& kept) { promise->set_value(kept); });
  }
  Result<void> all;
  for (auto& one : durable) {
    if (auto kept = one.get(); !kept) all = kept;
  }
  return all;
}

}  // namespace recado
