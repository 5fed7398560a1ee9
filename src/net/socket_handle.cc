#include "net/socket_handle.h"

#include <utility>

namespace recado::net {

bool SocketHandle::send(Text text) {
  if (!text) return false;
  const std::scoped_lock lock{mutex_};
  if (closed_) return false;
  if (backlog_bytes_ + text->size() > backlog_limit_) {
    closed_ = true;
    queue_.clear();
    inbox_->push([outlet = outlet_] {
      if (const auto open = outlet.lock()) open->give_up();
    });
    return false;
  }
  backlog_bytes_ += text->size();
  queue_.push_back(std::move(text));
  if (flush_asked_) return true;
  flush_asked_ = true;
  inbox_->push([outlet = outlet_] {
    if (const auto open = outlet.lock()) open->flush();
  });
  return true;
}

std::size_t SocketHandle::backlog() const {
  const std::scoped_lock lock{mutex_};
  return backlog_bytes_;
}

void SocketHandle::close(std::uint16_t code, std::string_view reason) {
  const std::scoped_lock lock{mutex_};
  if (closed_) return;
  closed_ = true;
  inbox_->push([outlet = outlet_, code, reason = std::string{reason}] {
    if (const auto open = outlet.lock()) open->end(code, reason);
  });
}

bool SocketHandle::take(std::vector<Text>& out) {
  const std::scoped_lock lock{mutex_};
  if (queue_.empty()) {
    flush_asked_ = false;
    return false;
  }
  out.swap(queue_);
  return true;
}

void SocketHandle::written(std::size_t bytes) {
  const std::scoped_lock lock{mutex_};
  backlog_bytes_ -= bytes;
}

void SocketHandle::mark_closed() {
  std::vector<Text> dropped;
  const std::scoped_lock lock{mutex_};
  closed_ = true;
  dropped.swap(queue_);
}

}  // namespace recado::net
