#include "store/sql_store.h"

#include "store/contacts.h"
#include "store/conversations.h"
#include "store/history_marks.h"
#include "store/jobs.h"
#include "store/live_log.h"
#include "store/media_files.h"
#include "store/messages.h"
#include "store/receipts.h"
#include "store/send_attempts.h"

namespace recado::store {

namespace {

class SqlTransaction final : public Transaction {
 public:
  SqlTransaction(sql::Connection& connection, WorkspaceId workspace, SqlConversations::Access access)
      : contacts_(connection, workspace),
        conversations_(connection, workspace, access),
        messages_(connection, workspace),
        send_attempts_(connection, workspace),
        media_files_(connection, workspace),
        jobs_(connection, workspace),
        live_log_(connection, workspace),
        receipt_failures_(connection, workspace),
        history_marks_(connection, workspace) {}

  Contacts& contacts() override { return contacts_; }
  Conversations& conversations() override { return conversations_; }
  Messages& messages() override { return messages_; }
  SendAttempts& send_attempts() override { return send_attempts_; }
  MediaFiles& media_files() override { return media_files_; }
  Jobs& jobs() override { return jobs_; }
  LiveLog& live_log() override { return live_log_; }
  ReceiptFailures& receipt_failures() override { return receipt_failures_; }
  HistoryMarks& history_marks() override { return history_marks_; }

  bool jobs_changed() const { return jobs_.changed(); }
  std::int64_t events_through() const { return live_log_.appended_through(); }

 private:
  SqlContacts contacts_;
  SqlConversations conversations_;
  SqlMessages messages_;
  SqlSendAttempts send_attempts_;
  SqlMediaFiles media_files_;
  SqlJobs jobs_;
  SqlLiveLog live_log_;
  SqlReceiptFailures receipt_failures_;
  SqlHistoryMarks history_marks_;
};

class SqlStore final : public Store {
 public:
  SqlStore(sql::Database& database, AfterCommit& after_commit) : database_(database), after_commit_(after_commit) {}

  Result<void> write(WorkspaceId workspace, const Unit& unit) override {
    bool jobs_changed = false;
    std::int64_t events_through = 0;
    auto written = database_.write([&](sql::Connection& connection) {
      SqlTransaction transaction{connection, workspace, SqlConversations::Access::writing};
      auto done = unit(transaction);
      jobs_changed = transaction.jobs_changed();
      events_through = transaction.events_through();
      return done;
    });
    if (!written) return written;
    if (events_through > 0) after_commit_.live_events(workspace, events_through);
    if (jobs_changed) after_commit_.jobs_added();
    return {};
  }

  Result<void> read(WorkspaceId workspace, const Unit& unit) override {
    return database_.read([&](sql::Connection& connection) {
      SqlTransaction transaction{connection, workspace, SqlConversations::Access::reading};
      return unit(transaction);
    });
  }

 private:
  sql::Database& database_;
  AfterCommit& after_commit_;
};

}  // namespace

std::unique_ptr<Store> make_store(sql::Database& database, AfterCommit& after_commit) {
  return std::make_unique<SqlStore>(database, after_commit);
}

}  // namespace recado::store
