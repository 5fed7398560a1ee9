// What the io loop knows about a connection, HTTP or WebSocket: it owns it, looks after its deadline and ends it.
#pragma once

#include <boost/intrusive/list_hook.hpp>

#include <cstdint>
#include <memory>

namespace recado::net {

class Connection : public std::enable_shared_from_this<Connection>, public boost::intrusive::list_base_hook<> {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  virtual void on_deadline() = 0;
  // The server stops: end as soon as what is under way is finished.
  virtual void drain() = 0;
  // End now.
  virtual void cut() = 0;

 protected:
  static constexpr std::uint64_t k_no_deadline = UINT64_MAX;
  // In ticks of the loop. One sweep looks at all of them: a timer for each operation would halve the throughput.
  std::uint64_t deadline_ = k_no_deadline;

 private:
  friend class IoLoop;
  std::shared_ptr<Connection> self_;
};

}  // namespace recado::net
