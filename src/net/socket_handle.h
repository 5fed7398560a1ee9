// The application's end of a WebSocket: a queue that any thread fills and the connection's loop empties. It outlives
// the connection when the application keeps it longer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "net/inbox.h"
#include "net/server.h"

namespace recado::net {

// What the handle asks of its connection, on the loop's thread.
class SocketOutlet {
 public:
  virtual ~SocketOutlet() = default;
  virtual void flush() = 0;
  // After what was sent before.
  virtual void end(std::uint16_t code, std::string_view reason) = 0;
  // Without it: the peer does not keep up.
  virtual void give_up() = 0;
};

class SocketHandle final : public Socket {
 public:
  using Text = std::shared_ptr<const std::string>;

  SocketHandle(std::shared_ptr<Inbox> inbox, std::weak_ptr<SocketOutlet> outlet, std::size_t backlog_limit)
      : inbox_(std::move(inbox)), outlet_(std::move(outlet)), backlog_limit_(backlog_limit) {}

  bool send(Text text) override;
  std::size_t backlog() const override;
  void close(std::uint16_t code, std::string_view reason) override;

  // For the connection. take() moves out what waits; false when nothing does.
  bool take(std::vector<Text>& out);
  void written(std::size_t bytes);
  void mark_closed();

 private:
  const std::shared_ptr<Inbox> inbox_;
  const std::weak_ptr<SocketOutlet> outlet_;
  const std::size_t backlog_limit_;
  mutable std::mutex mutex_;
  std::vector<Text> queue_;
  std::size_t backlog_bytes_ = 0;  // in the queue and taken, but not written
  bool flush_asked_ = false;
  bool closed_ = false;
};

}  // namespace recado::net
