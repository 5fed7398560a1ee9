// The TCP socket under a WebSocket. Beast takes a connection down on its own after a close frame or a broken one, and
// then waits for the peer to hang up; this tells the connection that it has begun to.
#pragma once

#include <boost/beast/websocket/stream.hpp>

#include <functional>
#include <utility>

#include "net/tcp.h"

namespace recado::net {

class SocketStream {
 public:
  using executor_type = TcpSocket::executor_type;
  using next_layer_type = TcpSocket;

  explicit SocketStream(TcpSocket socket) : socket_(std::move(socket)) {}

  executor_type get_executor() { return socket_.get_executor(); }
  TcpSocket& next_layer() { return socket_; }
  const TcpSocket& next_layer() const { return socket_; }

  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return socket_.async_read_some(buffers, std::forward<Token>(token));
  }
  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return socket_.async_write_some(buffers, std::forward<Token>(token));
  }

  std::function<void()> on_teardown;

 private:
  TcpSocket socket_;
};

// Found by Beast through the namespace of its argument.
template <typename Handler>
void async_teardown(boost::beast::role_type role, SocketStream& stream, Handler&& handler) {
  if (stream.on_teardown) stream.on_teardown();
  boost::beast::websocket::async_teardown(role, stream.next_layer(), std::forward<Handler>(handler));
}

}  // namespace recado::net
