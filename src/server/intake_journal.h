// The journal as AcceptWebhook sees it: what it makes durable goes on to the intake worker, and when too much waits to be
// applied nothing more is taken.
#pragma once

#include "ports/receipts.h"
#include "server/intake_backlog.h"

namespace recado::server {

class IntakeJournal final : public ReceiptJournal {
 public:
  IntakeJournal(ReceiptJournal& journal, IntakeBacklog& backlog, IdSource& ids)
      : journal_(journal), backlog_(backlog), ids_(ids) {}

  // `done` gets `unavailable` at once when the backlog is full: the provider repeats the delivery.
  void append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) override;
  Result<std::vector<Receipt>> pending(ReceiptId after, int limit) override { return journal_.pending(after, limit); }
  Result<ReceiptId> newest() override { return journal_.newest(); }
  Result<ReceiptId> applied_through() override { return journal_.applied_through(); }
  Result<void> set_applied_through(ReceiptId id) override { return journal_.set_applied_through(id); }
  Result<std::optional<Receipt>> load(ReceiptId id) override { return journal_.load(id); }

 private:
  ReceiptJournal& journal_;
  IntakeBacklog& backlog_;
  IdSource& ids_;
};

}  // namespace recado::server
