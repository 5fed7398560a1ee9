// One of each store over one database. Program and the commands wire what needs them.
#pragma once

#include "base/crypto.h"
#include "ports/housekeeping.h"
#include "store/housekeeping.h"
#include "store/sql_store.h"

namespace recado::server {

struct Stores {
  Stores(sql::Database& database, const crypto::MasterKey& key, int node, AfterCommit& after_commit)
      : store(store::make_store(database, after_commit)),
        journal(store::make_receipt_journal(database, node)),
        job_queue(store::make_job_queue(database)),
        accounts(store::make_accounts(database)),
        connections(store::make_connections(database, key)),
        search_index(store::make_search_index(database)),
        housekeeping(store::make_housekeeping(database)) {}

  std::unique_ptr<Store> store;
  std::unique_ptr<ReceiptJournal> journal;
  std::unique_ptr<JobQueue> job_queue;
  std::unique_ptr<Accounts> accounts;
  std::unique_ptr<Connections> connections;
  std::unique_ptr<SearchIndex> search_index;
  std::unique_ptr<Housekeeping> housekeeping;
};

}  // namespace recado::server
