#include "app/replay_receipt.h"

namespace recado {

ReplayReceipt::ReplayReceipt(ReceiptJournal& journal, const ConnectionDirectory& directory, Store& store,
                             Receive& receive)
    : journal_(journal), directory_(directory), store_(store), receive_(receive) {}

Result<ReceiveSummary> ReplayReceipt::operator()(const Caller& caller, ReceiptId id) {
  if (!may_administer(caller.role)) {
    Error error = unauthorized("Only owners and admins replay deliveries.", "Ask an admin of your workspace.");
    error.reason = "forbidden";
    return error;
  }
  auto loaded = journal_.load(id);
  if (!loaded) return loaded.error();
  const auto signer = *loaded ? directory_.find((*loaded)->verified_by) : nullptr;
  if (!signer || signer->connection.workspace != caller.workspace) return not_found("There is no such delivery.");
  const auto receipt = std::make_shared<const Receipt>(std::move(**loaded));
  const auto cleared = store_.write(caller.workspace, [&](Transaction& tx) { return tx.receipt_failures().clear(id); });
  if (!cleared) return cleared.error();
  return receive_.apply({&receipt, 1});
}

}  // namespace recado
