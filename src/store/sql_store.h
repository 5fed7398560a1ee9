// The store over either database: transactions of one workspace, the intake journal, jobs, accounts, connections, search.
// Wiring makes one of each over the same sql::Database.
#pragma once

#include <memory>

#include "base/clock.h"
#include "base/crypto.h"
#include "ports/accounts.h"
#include "ports/after_commit.h"
#include "ports/connections.h"
#include "ports/jobs.h"
#include "ports/receipts.h"
#include "ports/search_index.h"
#include "ports/store.h"
#include "sql/database.h"

namespace recado::store {

std::unique_ptr<Store> make_store(sql::Database& database, AfterCommit& after_commit);
// node: the number that IdSource was made with; each program has its own journal
std::unique_ptr<ReceiptJournal> make_receipt_journal(sql::Database& database, int node);
std::unique_ptr<JobQueue> make_job_queue(sql::Database& database);
std::unique_ptr<Accounts> make_accounts(sql::Database& database);
// Secrets are sealed under the key on their way in and opened on their way out.
std::unique_ptr<Connections> make_connections(sql::Database& database, const crypto::MasterKey& key);
std::unique_ptr<SearchIndex> make_search_index(sql::Database& database);

// Seals everything that is sealed under `from` under `to` instead, in one transaction: the secrets of numbers and the keys
// of files. How many it were. No program may run on the database meanwhile. Errors: internal when something does not open
// under `from`; then nothing is changed.
Result<std::int64_t> reseal_all(sql::Database& database, const crypto::MasterKey& from, const crypto::MasterKey& to);
// Whether the secrets in the database open under the key; true when there are none.
Result<bool> opens_under(sql::Database& database, const crypto::MasterKey& key);

}  // namespace recado::store
