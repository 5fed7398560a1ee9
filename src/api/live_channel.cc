#include "api/live_channel.h"

#include <algorithm>
#include <utility>

namespace recado::api {
namespace {

// Well below what may wait for a socket, so that it can be handed everything at once.
constexpr std::size_t k_most_recent_bytes = 384 * 1024;
constexpr std::size_t k_most_recent = 1024;

}  // namespace

bool LiveChannel::reaches_back_to(std::int64_t seq) const {
  return seq >= head_ || (!recent_.empty() && recent_.front().seq <= seq + 1);
}

void LiveChannel::follow(std::uint64_t id, std::shared_ptr<net::Socket> socket, std::int64_t seq) {
  Follower follower{std::move(socket), seq};
  for (const LiveFrame& frame : recent_) {
    if (!send(follower, frame)) return;
  }
  followers_.insert_or_assign(id, std::move(follower));
}

void LiveChannel::push(std::span<const LiveFrame> frames) {
  for (const LiveFrame& frame : frames) keep(frame);
  for (auto at = followers_.begin(); at != followers_.end();) {
    Follower& follower = at->second;
    const bool open =
        std::ranges::all_of(frames, [&follower](const LiveFrame& frame) { return send(follower, frame); });
    at = open ? std::next(at) : followers_.erase(at);
  }
}

void LiveChannel::close_all(std::uint16_t code, std::string_view reason) {
  for (auto& [id, follower] : followers_) follower.socket->close(code, reason);
  followers_.clear();
}

bool LiveChannel::send(Follower& follower, const LiveFrame& frame) {
  if (frame.seq <= follower.sent) return true;
  follower.sent = frame.seq;
  return follower.socket->send(frame.text);
}

void LiveChannel::keep(const LiveFrame& frame) {
  head_ = frame.seq;
  recent_bytes_ += frame.text->size();
  recent_.push_back(frame);
  while (recent_.size() > 1 && (recent_.size() > k_most_recent || recent_bytes_ > k_most_recent_bytes)) {
    recent_bytes_ -= recent_.front().text->size();
    recent_.pop_front();
  }
}

}  // namespace recado::api
