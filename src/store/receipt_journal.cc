// The intake journal: one durable append a delivery, many deliveries a commit.
#include "store/sql_store.h"

namespace recado::store {

namespace {

constexpr sql::Statement k_append{
    "INSERT INTO receipt (id, node, connection_id, provider, received_at, body) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr sql::Statement k_pending{
    "SELECT id, connection_id, provider, received_at, body FROM receipt WHERE id > $1 AND node = $2 ORDER BY id LIMIT "
    "$3"};
constexpr sql::Statement k_load{"SELECT id, connection_id, provider, received_at, body FROM receipt WHERE id = $1"};
constexpr sql::Statement k_applied_through{"SELECT applied_through FROM receipt_cursor WHERE node = $1"};
constexpr sql::Statement k_set_applied_through{
    "INSERT INTO receipt_cursor (node, applied_through) VALUES ($1, $2) "
    "ON CONFLICT (node) DO UPDATE SET applied_through = excluded.applied_through"};

Receipt receipt_from(const sql::Row& row) {
  return {row.id<ReceiptId>(0), row.id<ConnectionId>(1), static_cast<Provider>(row.integer(2)), row.time(3),
          row.string(4)};
}

class SqlReceiptJournal final : public ReceiptJournal {
 public:
  SqlReceiptJournal(sql::Database& database, int node) : database_(database), node_(node) {}

  void append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) override {
    database_.write_soon(
        [receipt, node = node_](sql::Connection& c) -> Result<void> {
          const auto ran =
              c.run(k_append, {receipt->id, node, receipt->verified_by, static_cast<int>(receipt->provider),
                               receipt->received_at, sql::Bytes{receipt->body}});
          if (!ran) return ran.error();
          return {};
        },
        std::move(done));
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
  sql::Database& database_;
  int node_;
};

}  // namespace

std::unique_ptr<ReceiptJournal> make_receipt_journal(sql::Database& database, int node) {
  return std::make_unique<SqlReceiptJournal>(database, node);
}

}  // namespace recado::store
