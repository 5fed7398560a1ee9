// Processes a kept delivery again, for an admin, after what was wrong has been mended. What it brought before is not doubled.
#pragma once

#include "app/receive.h"
#include "ports/accounts.h"

namespace recado {

class ReplayReceipt {
 public:
  ReplayReceipt(ReceiptJournal& journal, const ConnectionDirectory& directory, Store& store, Receive& receive);

  // Errors: unauthorized (reason "forbidden") for agents; not_found when the workspace has no such receipt.
  Result<ReceiveSummary> operator()(const Caller& caller, ReceiptId receipt);

 private:
  ReceiptJournal& journal_;
  const ConnectionDirectory& directory_;
  Store& store_;
  Receive& receive_;
};

}  // namespace recado
