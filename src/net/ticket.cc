#include "net/ticket.h"

#include "net/http_connection.h"

namespace recado::net {

Ticket::~Ticket() {
  if (used_.load(std::memory_order_relaxed)) return;
  inbox_->push([connection = std::move(connection_), turn = turn_] {
    if (const auto open = connection.lock()) open->answer_nothing(turn);
  });
}

void Ticket::answer(Response response) {
  if (used_.exchange(true)) return;
  if (inbox_->here()) {
    if (const auto open = connection_.lock()) open->answer(turn_, std::move(response));
    return;
  }
  inbox_->push([connection = std::move(connection_), turn = turn_, response = std::move(response)]() mutable {
    if (const auto open = connection.lock()) open->answer(turn, std::move(response));
  });
}

void Ticket::answer(SocketPlan plan) {
  if (used_.exchange(true)) return;
  inbox_->push([connection = std::move(connection_), turn = turn_, plan = std::move(plan)]() mutable {
    if (const auto open = connection.lock()) open->answer_plan(turn, std::move(plan));
  });
}

}  // namespace recado::net
