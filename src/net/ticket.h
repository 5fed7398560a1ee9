// The right to answer one request, held by its handler wherever that runs. Dropped unused it makes the answer 500, so
// that no client waits for ever; after the connection or the server has gone it does nothing.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include "net/inbox.h"
#include "net/server.h"

namespace recado::net {

class HttpConnection;

class Ticket {
 public:
  Ticket(std::shared_ptr<Inbox> inbox, std::weak_ptr<HttpConnection> connection, std::uint32_t turn)
      : inbox_(std::move(inbox)), connection_(std::move(connection)), turn_(turn) {}
  ~Ticket();
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;

  // From any thread; only the first counts.
  void answer(Response response);
  void answer(SocketPlan plan);

 private:
  std::shared_ptr<Inbox> inbox_;
  std::weak_ptr<HttpConnection> connection_;
  std::uint32_t turn_;
  std::atomic<bool> used_ = false;
};

}  // namespace recado::net
