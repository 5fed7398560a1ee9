// The client side of /v1/live: shakes hands, then takes text frames apart. Pings are answered.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "load/sockets.h"

namespace recado::bench {

class LiveSocket {
 public:
  LiveSocket(const Address& address, const std::string& api_key);
  int fd() const { return fd_.get(); }
  // Reads what is there and hands on every whole text frame. False: the server has ended the stream.
  bool receive(const std::function<void(std::string_view text)>& each);

 private:
  bool take_frames(const std::function<void(std::string_view)>& each);
  void pong(std::string_view payload);

  Fd fd_;
  std::string buffer_;
};

}  // namespace recado::bench
