// The open sockets of one workspace and the newest frames of its stream. Decides who gets which frame, so that every socket
// gets each once and in order. Used by one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>

#include "api/live_frame.h"
#include "net/server.h"

namespace recado::api {

class LiveChannel {
 public:
  // head: the number after which the channel reads on.
  explicit LiveChannel(std::int64_t head) : head_(head) {}

  std::int64_t head() const { return head_; }

  // True when nothing after `seq` is missing here: a socket that has everything up to it can follow.
  bool reaches_back_to(std::int64_t seq) const;
  // Sends what is kept after `seq`, and from now on everything that comes.
  void follow(std::uint64_t id, std::shared_ptr<net::Socket> socket, std::int64_t seq);
  void remove(std::uint64_t id) { followers_.erase(id); }
  void close_all(std::uint16_t code, std::string_view reason);

  // The next frames, without a gap, to all that follow. Sockets that have gone are forgotten.
  void push(std::span<const LiveFrame> frames);

 private:
  struct Follower {
    std::shared_ptr<net::Socket> socket;
    std::int64_t sent = 0;  // may be ahead of head_: it was read from the store meanwhile
  };
  static bool send(Follower& follower, const LiveFrame& frame);
  void keep(const LiveFrame& frame);

  std::int64_t head_;
  std::deque<LiveFrame> recent_;
  std::size_t recent_bytes_ = 0;
  std::unordered_map<std::uint64_t, Follower> followers_;
};

}  // namespace recado::api
