#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "net/raw_client.h"
#include "net/server.h"

namespace recado::net {
namespace {

using namespace std::chrono_literals;
using testing::RawClient;

class ALimitedServer : public ::testing::Test {
 protected:
  void start(ServerOptions options) {
    server_ = std::make_unique<Server>(std::move(options));
    server_->route("POST", "/size", [](const Request& request) {
      Response response;
      response.body = std::to_string(request.body.size());
      return response;
    });
    server_->route("GET", "/wait", [this](const Request&) {
      ++entered_;
      entered_.notify_all();
      go_on_.wait(false);
      return Response{};
    });
    server_->route_async("GET", "/later", [this](std::shared_ptr<const Request>, Respond respond) {
      later_.set_value(std::move(respond));
    });
    ASSERT_TRUE(server_->start().has_value());
  }
  void TearDown() override { release(); }

  RawClient connect() { return RawClient{server_->port()}; }
  RawClient ask(std::string_view path) {
    RawClient client = connect();
    client.send("GET " + std::string{path} + " HTTP/1.1\r\nHost: a\r\n\r\n");
    return client;
  }
  void wait_until_entered(int count) {
    for (int seen = entered_; seen < count; seen = entered_) entered_.wait(seen);
  }
  void release() {
    go_on_ = true;
    go_on_.notify_all();
  }

  std::atomic<int> entered_ = 0;
  std::atomic<bool> go_on_ = false;
  std::promise<Respond> later_;
  std::unique_ptr<Server> server_;
};

std::string post_of(std::size_t bytes) {
  return "POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" +
         std::string(bytes, 'x');
}

TEST_F(ALimitedServer, takes_a_body_of_exactly_the_limit_and_answers_413_to_one_byte_more) {
  start({.limits = {.body_bytes = 100'000}});
  RawClient client = connect();
  client.send(post_of(100'000));
  EXPECT_EQ(client.read_response().body, "100000");
  client.send(post_of(100'001));
  const Response refused = client.read_response();
  EXPECT_EQ(refused.status, 413);
  EXPECT_EQ(refused.headers.get("Connection"), "close");
}

TEST_F(ALimitedServer, counts_a_chunked_body_the_same_way) {
  start({.limits = {.body_bytes = 8}});
  const std::string head = "POST /size HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  RawClient client = connect();
  client.send(head + "4\r\nabcd\r\n4\r\nefgh\r\n0\r\n\r\n");
  EXPECT_EQ(client.read_response().body, "8");
  client.send(head + "4\r\nabcd\r\n5\r\nefghi\r\n0\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 413);
}

TEST_F(ALimitedServer, refuses_a_large_body_before_it_is_sent) {
  start({.limits = {.body_bytes = 8}});
  RawClient client = connect();
  client.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 413);
}

TEST_F(ALimitedServer, delivers_its_refusal_to_a_client_that_goes_on_sending) {
  start({.limits = {.body_bytes = 8}});
  RawClient client = connect();
  client.send(post_of(3'000'000));
  EXPECT_EQ(client.read_response().status, 413);
  EXPECT_TRUE(client.at_end());
}

TEST_F(ALimitedServer, takes_a_larger_body_where_that_is_allowed_and_only_so_many_at_a_time) {
  server_ = std::make_unique<Server>(ServerOptions{.limits = {.body_bytes = 8, .large_bodies_bytes = 150'000}});
  server_->allow_large_body("POST", "/size", 100'000);
  server_->route("POST", "/size", [](const Request& request) {
    Response response;
    response.body = std::to_string(request.body.size());
    return response;
  });
  server_->route("POST", "/other", [](const Request&) { return Response{}; });
  ASSERT_TRUE(server_->start().has_value());
  RawClient client = connect();
  client.send(post_of(100'000));
  EXPECT_EQ(client.read_response().body, "100000");
  client.send(post_of(100'001));
  EXPECT_EQ(client.read_response().status, 413);
  RawClient other = connect();
  other.send("POST /other HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n");
  EXPECT_EQ(other.read_response().status, 413);

  RawClient holds = connect();
  holds.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(holds.read_until("\r\n\r\n").substr(0, 12), "HTTP/1.1 100");
  RawClient waits = connect();
  waits.send(post_of(100'000));
  EXPECT_EQ(waits.read_response().status, 503);
  holds.send(std::string(100'000, 'x'));
  EXPECT_EQ(holds.read_response().body, "100000");
  RawClient again = connect();
  again.send(post_of(100'000));
  EXPECT_EQ(again.read_response().body, "100000");
}

TEST_F(ALimitedServer, takes_headers_of_exactly_the_limit_and_answers_431_to_one_byte_more) {
  start({.limits = {.header_bytes = 20'000}});
  const std::string begin = "POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nX-Fill: ";
  const std::string end = "\r\n\r\n";
  const std::string fill(20'000 - begin.size() - end.size(), 'x');
  RawClient client = connect();
  client.send(begin + fill + end);
  EXPECT_EQ(client.read_response().status, 200);
  client.send(begin + fill + "x" + end);
  EXPECT_EQ(client.read_response().status, 431);
  RawClient endless = connect();
  endless.send("GET /" + std::string(20'000, 'x'));
  EXPECT_EQ(endless.read_response().status, 431);
}

TEST_F(ALimitedServer, answers_408_to_a_request_that_does_not_arrive_in_time) {
  start({.limits = {.request_time = 150ms}});
  RawClient head = connect();
  head.send("GET /");
  EXPECT_EQ(head.read_response().status, 408);
  EXPECT_TRUE(head.at_end());
  RawClient body = connect();
  body.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
  EXPECT_EQ(body.read_response().status, 408);
}

TEST_F(ALimitedServer, does_not_hurry_a_handler) {
  start({.limits = {.request_time = 150ms, .idle_time = 10ms}});
  RawClient quick = connect();
  RawClient slow = ask("/later");
  Respond respond = later_.get_future().get();
  EXPECT_TRUE(quick.at_end());  // meanwhile the limits have passed
  respond(Response{.status = 202});
  EXPECT_EQ(slow.read_response().status, 202);
}

TEST_F(ALimitedServer, closes_a_connection_that_is_idle_for_too_long) {
  start({.limits = {.idle_time = 20ms}});
  RawClient client = connect();
  client.send(post_of(1));
  EXPECT_EQ(client.read_response().status, 200);
  EXPECT_TRUE(client.at_end());
}

TEST_F(ALimitedServer, answers_503_when_more_wait_for_a_worker_than_the_queue_takes) {
  start({.worker_threads = 1, .limits = {.queued_requests = 1}});
  RawClient working = ask("/wait");
  wait_until_entered(1);
  std::vector<RawClient> clients;
  clients.reserve(3);
  for (int i = 0; i < 3; ++i) clients.push_back(ask("/wait"));
  while (server_->answered() < 2) std::this_thread::yield();  // one of the three has found its place in the queue
  release();
  EXPECT_EQ(working.read_response().status, 200);
  int taken = 0;
  for (RawClient& client : clients) {
    const Response response = client.read_response();
    if (response.status == 200) {
      ++taken;
    } else {
      EXPECT_EQ(response.status, 503);
      EXPECT_EQ(response.headers.get("Retry-After"), "1");
    }
  }
  EXPECT_EQ(taken, 1);
}

TEST_F(ALimitedServer, closes_connections_beyond_its_number) {
  start({.io_threads = 1, .limits = {.connections = 2}});
  RawClient first = connect();
  RawClient second = connect();
  first.send(post_of(1));
  second.send(post_of(1));
  EXPECT_EQ(first.read_response().status, 200);
  EXPECT_EQ(second.read_response().status, 200);
  RawClient third = connect();
  EXPECT_TRUE(third.at_end());
  first.send(post_of(2));
  EXPECT_EQ(first.read_response().body, "2");
}

TEST_F(ALimitedServer, finishes_what_is_in_flight_when_it_stops) {
  start({});
  RawClient idle = connect();
  idle.send(post_of(1));
  EXPECT_EQ(idle.read_response().status, 200);
  RawClient blocking = ask("/wait");
  wait_until_entered(1);
  RawClient async = ask("/later");
  Respond respond = later_.get_future().get();
  auto stopped = std::async(std::launch::async, [this] { server_->stop(20s); });
  EXPECT_TRUE(idle.at_end());
  release();
  respond(Response{.status = 201});
  const Response answer = async.read_response();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.headers.get("Connection"), "close");
  EXPECT_EQ(blocking.read_response().status, 200);
  async.close();
  blocking.close();
  stopped.get();
  EXPECT_EQ(server_->open_connections(), 0U);
  EXPECT_THROW(connect(), std::runtime_error);
}

TEST_F(ALimitedServer, cuts_what_is_left_after_the_grace_and_ignores_late_answers) {
  start({});
  RawClient client = ask("/later");
  Respond respond = later_.get_future().get();
  server_->stop(1ms);
  EXPECT_TRUE(client.at_end());
  respond(Response{});
  server_.reset();
  respond(Response{});
}

}  // namespace
}  // namespace recado::net
