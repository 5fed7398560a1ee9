#include "server/intake_journal.h"

#include <utility>

namespace recado::server {

void IntakeJournal::append(std::shared_ptr<const Receipt> receipt, std::function<void(Result<void>)> done) {
  auto registered = backlog_.begin(std::move(receipt), ids_);
  if (!registered) {
    done(unavailable("Too many deliveries wait to be processed.", "Send it again in a minute."));
    return;
  }
  journal_.append(registered, [this, registered, done = std::move(done)](Result<void> written) {
    if (written) {
      backlog_.durable(registered);
    } else {
      backlog_.failed(registered->id);
    }
    done(std::move(written));
  });
}

}  // namespace recado::server
