// Where everything is kept. A transaction is opened for one workspace and nothing in it takes a workspace, so that no
// query can forget it.
#pragma once

#include <functional>

#include "base/result.h"
#include "domain/ids.h"
#include "ports/contacts.h"
#include "ports/conversations.h"
#include "ports/jobs.h"
#include "ports/live_log.h"
#include "ports/media_files.h"
#include "ports/message_history.h"
#include "ports/messages.h"
#include "ports/receipts.h"
#include "ports/send_attempts.h"

namespace recado {

class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual Contacts& contacts() = 0;
  virtual Conversations& conversations() = 0;
  virtual Messages& messages() = 0;
  virtual SendAttempts& send_attempts() = 0;
  virtual MediaFiles& media_files() = 0;
  virtual Jobs& jobs() = 0;
  virtual LiveLog& live_log() = 0;
  virtual ReceiptFailures& receipt_failures() = 0;
  virtual HistoryMarks& history_marks() = 0;
};

using Unit = std::function<Result<void>(Transaction&)>;

class Store {
 public:
  virtual ~Store() = default;
  // Durable when it returns. An error of `unit` undoes all of it. `conflict` and `unavailable` with reason "retry" mean
  // that another program was quicker: the same unit may run again. `unit` may be run more than once.
  virtual Result<void> write(WorkspaceId workspace, const Unit& unit) = 0;
  virtual Result<void> read(WorkspaceId workspace, const Unit& unit) = 0;
};

}  // namespace recado
