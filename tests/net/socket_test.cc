#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <vector>

#include "net/raw_socket.h"
#include "net/server.h"

namespace recado::net {
namespace {

using namespace std::chrono_literals;
using testing::Frame;
using testing::RawClient;
using testing::RawSocket;

class AWebSocket : public ::testing::Test {
 protected:
  void start(ServerLimits limits = {}) {
    server_ = std::make_unique<Server>(ServerOptions{.limits = limits});
    server_->route_socket("/live/{room}", [this](const Request& request) { return plan(request); });
    ASSERT_TRUE(server_->start().has_value());
  }

  SocketPlan plan(const Request& request) {
    if (request.headers.get("Origin") == "http://evil.example") {
      Response refusal;
      refusal.status = 403;
      return {std::move(refusal), {}};
    }
    return {{}, [this](std::shared_ptr<Socket> socket) {
              opened_.set_value(socket);
              const std::weak_ptr<Socket> weak = socket;
              return SocketEvents{[weak](std::string_view text) {
                                    if (text == "throw") throw std::runtime_error("a bug");
                                    if (const auto open = weak.lock()) {
                                      open->send(std::make_shared<const std::string>(text));
                                    }
                                  },
                                  [this] { closed_.set_value(); }};
            }};
  }

  RawSocket connect(std::string_view more_headers = {}) { return {server_->port(), "/live/lobby", more_headers}; }
  std::shared_ptr<Socket> application_end() { return opened_.get_future().get(); }
  bool closes() { return closed_.get_future().wait_for(10s) == std::future_status::ready; }

  std::promise<std::shared_ptr<Socket>> opened_;
  std::promise<void> closed_;
  std::unique_ptr<Server> server_;
};

std::shared_ptr<const std::string> shared(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

TEST_F(AWebSocket, answers_the_handshake_and_echoes_text) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  EXPECT_EQ(peer.accept_key(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  peer.send(RawSocket::k_text, "hello");
  EXPECT_EQ(peer.read().payload, "hello");
  const std::string large(60'000, 'x');
  peer.send(RawSocket::k_text, large.substr(0, 30'000), false);
  peer.send(RawSocket::k_ping, "in between");
  peer.send(0, large.substr(30'000));
  const Frame pong = peer.read();
  EXPECT_EQ(pong.opcode, RawSocket::k_pong);
  EXPECT_EQ(pong.payload, "in between");
  EXPECT_EQ(peer.read().payload, large);
}

TEST_F(AWebSocket, is_refused_by_its_handler_and_by_a_wrong_handshake) {
  start();
  EXPECT_EQ(connect("Origin: http://evil.example\r\n").handshake(), 403);
  RawClient plain{server_->port()};
  plain.send("GET /live/lobby HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(plain.read_response().status, 426);
  plain.send(
      "GET /live/lobby HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  const Response old = plain.read_response();
  EXPECT_EQ(old.status, 426);
  EXPECT_EQ(old.headers.get("Sec-WebSocket-Version"), "13");
  plain.send(
      "GET /live/lobby HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\n\r\n");
  EXPECT_EQ(plain.read_response().status, 400);
}

TEST_F(AWebSocket, carries_what_other_threads_send_in_order) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  const auto socket = application_end();
  constexpr int k_count = 5000;
  for (int i = 0; i < k_count; ++i) EXPECT_TRUE(socket->send(shared(std::to_string(i))));
  socket->close(4001, "done");
  EXPECT_FALSE(socket->send(shared("too late")));
  for (int i = 0; i < k_count; ++i) ASSERT_EQ(peer.read().payload, std::to_string(i));
  const Frame end = peer.read();
  EXPECT_EQ(end.close_code(), 4001);
  EXPECT_EQ(end.payload.substr(2), "done");
  peer.send(RawSocket::k_close, end.payload);
  EXPECT_TRUE(peer.raw().at_end());
  EXPECT_TRUE(closes());
}

TEST_F(AWebSocket, tells_the_application_once_that_the_peer_has_gone) {
  start();
  {
    RawSocket peer = connect();
    EXPECT_EQ(peer.handshake(), 101);
  }
  EXPECT_TRUE(closes());
  EXPECT_FALSE(application_end()->send(shared("to nobody")));
}

TEST_F(AWebSocket, answers_the_close_of_the_peer) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  peer.send(RawSocket::k_close, "\x03\xe8");
  EXPECT_EQ(peer.read().close_code(), 1000);
  EXPECT_TRUE(peer.raw().at_end());
  EXPECT_TRUE(closes());
}

TEST_F(AWebSocket, takes_a_message_of_exactly_the_limit_and_closes_one_byte_later_with_1009) {
  start({.socket_message_bytes = 100});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  peer.send(RawSocket::k_text, std::string(100, 'x'));
  EXPECT_EQ(peer.read().payload.size(), 100U);
  peer.send(RawSocket::k_text, std::string(101, 'x'));
  EXPECT_EQ(peer.read().close_code(), 1009);
  EXPECT_TRUE(closes());
}

TEST_F(AWebSocket, counts_the_fragments_of_a_message_together) {
  start({.socket_message_bytes = 100});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  peer.send(RawSocket::k_text, std::string(60, 'x'), false);
  peer.send(0, std::string(60, 'x'));
  EXPECT_EQ(peer.read().close_code(), 1009);
}

TEST_F(AWebSocket, closes_with_1007_on_text_that_is_not_utf8) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  peer.send(RawSocket::k_text, "\xff\xfe");
  EXPECT_EQ(peer.read().close_code(), 1007);
  EXPECT_TRUE(closes());
  opened_ = {};
  closed_ = {};
  RawSocket cut_off = connect();
  EXPECT_EQ(cut_off.handshake(), 101);
  cut_off.send(RawSocket::k_text, "\xf4", false);
  cut_off.send(0, "");
  EXPECT_EQ(cut_off.read().close_code(), 1007);
}

TEST_F(AWebSocket, closes_with_1002_on_a_broken_frame_and_1003_on_a_binary_one) {
  start();
  RawSocket wrong = connect();
  EXPECT_EQ(wrong.handshake(), 101);
  wrong.raw().send(std::string_view{"\x81\x01x", 3});  // without a mask
  EXPECT_EQ(wrong.read().close_code(), 1002);
  EXPECT_TRUE(closes());
  opened_ = {};
  closed_ = {};
  RawSocket binary = connect();
  EXPECT_EQ(binary.handshake(), 101);
  binary.send(RawSocket::k_binary, "x");
  EXPECT_EQ(binary.read().close_code(), 1003);
}

TEST_F(AWebSocket, closes_with_1011_when_the_application_throws) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  peer.send(RawSocket::k_text, "throw");
  EXPECT_EQ(peer.read().close_code(), 1011);
}

TEST_F(AWebSocket, gives_up_a_slow_reader_with_1013) {
  start({.socket_backlog_bytes = 100'000});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  const auto socket = application_end();
  const auto text = shared(std::string(50'000, 'x'));
  int sent = 0;
  while (socket->send(text)) ++sent;
  EXPECT_GE(sent, 2);
  EXPECT_FALSE(socket->send(shared("x")));
  Frame last = peer.read();
  int received = 0;
  for (; last.opcode == RawSocket::k_text; last = peer.read()) ++received;
  EXPECT_LE(received, sent);
  EXPECT_EQ(last.close_code(), 1013);
  peer.send(RawSocket::k_close, last.payload);
  EXPECT_TRUE(closes());
}

TEST_F(AWebSocket, takes_a_backlog_of_exactly_the_limit) {
  start({.socket_backlog_bytes = 1000});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  const auto socket = application_end();
  EXPECT_TRUE(socket->send(shared(std::string(1000, 'x'))));
  EXPECT_EQ(peer.read().payload.size(), 1000U);
}

TEST_F(AWebSocket, refuses_one_message_larger_than_the_whole_backlog) {
  start({.socket_backlog_bytes = 1000});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  EXPECT_FALSE(application_end()->send(shared(std::string(1001, 'x'))));
  EXPECT_EQ(peer.read().close_code(), 1013);
}

TEST_F(AWebSocket, is_pinged_and_stays_open_while_it_answers) {
  start({.socket_ping = 80ms});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  for (int i = 0; i < 4; ++i) {
    const Frame ping = peer.read();
    ASSERT_EQ(ping.opcode, RawSocket::k_ping);
    peer.send(RawSocket::k_pong, ping.payload);
  }
  peer.send(RawSocket::k_text, "still here");
  Frame frame = peer.read();
  while (frame.opcode == RawSocket::k_ping) frame = peer.read();
  EXPECT_EQ(frame.payload, "still here");
}

TEST_F(AWebSocket, is_dropped_when_two_pings_in_a_row_stay_unanswered) {
  start({.socket_ping = 20ms});
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  EXPECT_TRUE(closes());
  EXPECT_EQ(peer.read().opcode, RawSocket::k_ping);
  EXPECT_EQ(peer.read().opcode, RawSocket::k_ping);
  EXPECT_TRUE(peer.raw().at_end());
}

TEST_F(AWebSocket, is_closed_with_1001_when_the_server_stops) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  const auto socket = application_end();
  auto stopped = std::async(std::launch::async, [this] { server_->stop(10s); });
  const Frame end = peer.read();
  EXPECT_EQ(end.close_code(), 1001);
  peer.send(RawSocket::k_close, end.payload);
  peer.raw().close();
  stopped.get();
  EXPECT_TRUE(closes());
  EXPECT_FALSE(socket->send(shared("after the end")));
  socket->close(1000, "");
  server_.reset();
  EXPECT_FALSE(socket->send(shared("after the server")));
}

TEST_F(AWebSocket, is_cut_when_its_peer_does_not_let_the_server_stop) {
  start();
  RawSocket peer = connect();
  EXPECT_EQ(peer.handshake(), 101);
  server_->stop(10ms);
  EXPECT_TRUE(closes());
  EXPECT_EQ(peer.read().close_code(), 1001);
  EXPECT_TRUE(peer.raw().at_end());
}

}  // namespace
}  // namespace recado::net
