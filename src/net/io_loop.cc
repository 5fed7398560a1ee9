#include "net/io_loop.h"

#include <algorithm>
#include <vector>

#include "net/response_head.h"

namespace recado::net {
namespace {

std::chrono::milliseconds sweep_interval(const ServerLimits& limits) {
  using std::chrono::milliseconds;
  const auto shortest = std::min({limits.request_time, limits.idle_time, limits.socket_ping});
  return std::clamp(shortest / 4, milliseconds{5}, milliseconds{1000});
}

}  // namespace

IoLoop::IoLoop(ServerCore& core)
    : core_(core),
      work_(context_.get_executor()),
      timer_(context_.get_executor()),
      inbox_(std::make_shared<Inbox>(context_)),
      buffers_(core.limits.header_bytes),
      interval_(sweep_interval(core.limits)) {}

IoLoop::~IoLoop() { inbox_->close(); }

void IoLoop::begin() {
  inbox_->belongs_to_this_thread();
  date_ = http_date(std::chrono::system_clock::now());
  schedule_sweep();
}

void IoLoop::run() {
  begin();
  context_.run();
}

void IoLoop::keep(const std::shared_ptr<Connection>& connection) {
  connection->self_ = connection;
  connections_.push_back(*connection);
  core_.opened();
}

void IoLoop::release(Connection& connection) {
  if (!connection.self_) return;
  const std::shared_ptr<Connection> last = std::move(connection.self_);
  connections_.erase(connections_.iterator_to(connection));
  core_.closed();
}

std::uint64_t IoLoop::deadline_in(std::chrono::milliseconds wait) const {
  // The current tick may be nearly over.
  return tick_ + 1 + static_cast<std::uint64_t>((wait + interval_ - std::chrono::milliseconds{1}) / interval_);
}

void IoLoop::schedule_sweep() {
  timer_.expires_after(interval_);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error && !ended_) sweep();
  });
}

template <typename Do>
void IoLoop::for_each(const Do& act) {
  for (auto next = connections_.begin(); next != connections_.end();) {
    Connection& connection = *next;
    ++next;  // what is done to a connection may end it
    act(connection);
  }
}

void IoLoop::sweep() {
  ++tick_;
  date_ = http_date(std::chrono::system_clock::now());
  for_each([this](Connection& connection) {
    if (connection.deadline_ > tick_) return;
    const auto alive = connection.self_;
    connection.on_deadline();
  });
  schedule_sweep();
}

void IoLoop::drain() {
  for_each([](Connection& connection) {
    const auto alive = connection.self_;
    connection.drain();
  });
}

void IoLoop::cut() {
  for_each([](Connection& connection) {
    const auto alive = connection.self_;
    connection.cut();
  });
}

void IoLoop::end() {
  ended_ = true;
  timer_.cancel();
  inbox_->close();
  work_.reset();
}

}  // namespace recado::net
