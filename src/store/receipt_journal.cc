// The intake journal: one durable append a delivery, many deliveries a commit.
#include <algorithm>
#include <mutex>

#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_append{
    "INSERT INTO receipt (id, node, connection_id, provider, received_at, body, event) VALUES ($1, $2, $3, $4, $5, $6, "
    "$7)"};
constexpr std::size_t k_append_width = 7;
constexpr std::size_t k_most_in_piece = 512;
constexpr sql::Statement k_pending{
    "SELECT id, connection_id, provider, received_at, body, event FROM receipt WHERE id > $1 AND node = $2 ORDER BY id "
    "LIMIT $3"};
constexpr sql::Statement k_load{
    "SELECT id, connection_id, provider, received_at, body, event FROM receipt WHERE id = $1"};
constexpr sql::Statement k_newest{"SELECT MAX(id) FROM receipt"};
constexpr sql::Statement k_applied_through{"SELECT applied_through FROM receipt_cursor WHERE node = $1"};
constexpr sql::Statement k_set_applied_through{
    "INSERT INTO receipt_cursor (node, applied_through) VALUES ($1, $2) "
    "ON CONFLICT (node) DO UPDATE SET applied_through = excluded.applied_through"};

Receipt receipt_from(const sql::Row& row) {
  return {row.id<ReceiptId>(0), row.id<ConnectionId>(1), static_cast<Provider>(row.integer(2)),
          row.time(3),          row.string(4),           row.string(5)};
}

class SqlReceiptJournal final : public ReceiptJournal {
 public:
  SqlReceiptJournal(sql::Database& database, int node) : database_(database), node_(node) {}

  void append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) override {
    bool is_first = false;
    {
      const std::scoped_lock lock{mutex_};
      waiting_.push_back({std::move(receipt), std::move(done)});
      is_first = waiting_.size() == 1;
    }
    // Without the lock: a database that is closed answers at once, from within.
    if (is_first) schedule();
  }

  Result<std::vector<Receipt>> pending(ReceiptId after, int limit) override {
    std::vector<Receipt> receipts;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      receipts.clear();
      const auto ran =
          c.run(k_pending, {after, node_, limit}, [&](const sql::Row& row) { receipts.push_back(receipt_from(row)); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return receipts;
  }

  Result<ReceiptId> newest() override {
    ReceiptId newest;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran =
          c.run(k_newest, {}, [&](const sql::Row& row) { newest = row.maybe_id<ReceiptId>(0).value_or(ReceiptId{}); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return newest;
  }

  Result<ReceiptId> applied_through() override {
    ReceiptId through;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran = c.run(k_applied_through, {node_}, [&](const sql::Row& row) { through = row.id<ReceiptId>(0); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return through;
  }

  Result<void> set_applied_through(ReceiptId id) override {
    return database_.write([&](sql::Connection& c) -> Result<void> {
      if (const auto ran = c.run(k_set_applied_through, {node_, id}); !ran) return ran.error();
      return {};
    });
  }

  Result<std::optional<Receipt>> load(ReceiptId id) override {
    std::optional<Receipt> receipt;
    const auto looked = database_.read([&](sql::Connection& c) -> Result<void> {
      const auto ran = c.run(k_load, {id}, [&](const sql::Row& row) { receipt = receipt_from(row); });
      if (!ran) return ran.error();
      return {};
    });
    if (!looked) return looked.error();
    return receipt;
  }

 private:
  struct Entry {
    std::shared_ptr<const Receipt> receipt;
    std::function<void(Result<void>)> done;
  };
  using Batch = std::vector<Entry>;

  // One piece of work for all receipts that have arrived by the time it runs: one round trip, whatever their number.
  void schedule() {
    auto batch = std::make_shared<Batch>();
    database_.write_soon(
        [this, batch](sql::Connection& c) {
          if (batch->empty()) take(*batch);
          return write(c, *batch);
        },
        [this, batch](const Result<void>& written) {
          if (batch->empty()) take(*batch);  // the work was never begun: what it was for has failed with it
          for (Entry& entry : *batch) entry.done(written);
        });
  }

  void take(Batch& batch) {
    bool are_more = false;
    {
      const std::scoped_lock lock{mutex_};
      const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), k_most_in_piece));
      std::move(waiting_.begin(), waiting_.begin() + count, std::back_inserter(batch));
      waiting_.erase(waiting_.begin(), waiting_.begin() + count);
      are_more = !waiting_.empty();
    }
    if (are_more) schedule();
  }

  Result<void> write(sql::Connection& c, const Batch& batch) const {
    std::vector<sql::Value> values;
    values.reserve(batch.size() * k_append_width);
    for (const auto& [receipt, done] : batch) {
      values.insert(values.end(), {receipt->id, node_, receipt->verified_by, static_cast<int>(receipt->provider),
                                   receipt->received_at, sql::Bytes{receipt->body}, receipt->event});
    }
    return c.run_many(k_append, k_append_width, values);
  }

  sql::Database& database_;
  int node_;
  std::mutex mutex_;
  Batch waiting_;
};

}  // namespace

std::unique_ptr<ReceiptJournal> make_receipt_journal(sql::Database& database, int node) {
  return std::make_unique<SqlReceiptJournal>(database.part(sql::Part::journal), node);
}

}  // namespace recado::store
