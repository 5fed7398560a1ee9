#include "net/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "net/http_client.h"
#include "net/raw_client.h"

namespace recado::net {
namespace {

using testing::RawClient;

Response text(std::string body) {
  Response response;
  response.headers.set("Content-Type", "text/plain");
  response.body = std::move(body);
  return response;
}

class AServer : public ::testing::Test {
 protected:
  void start(ServerOptions options = {}) {
    server_ = std::make_unique<Server>(std::move(options));
    server_->route("GET", "/hello", [](const Request&) { return text("hello"); });
    server_->route("POST", "/echo", [](const Request& request) { return text(request.body); });
    server_->route("GET", "/people/{person}/notes/{rest...}", [](const Request& request) {
      return text(std::string{request.path_arg("person")} + "|" + std::string{request.path_arg("rest")});
    });
    server_->route("GET", "/throws", [](const Request&) -> Response { throw std::runtime_error("a bug"); });
    server_->route_async("POST", "/now", [](std::shared_ptr<const Request> request, Respond respond) {
      respond(text("now " + request->body));
    });
    server_->route_async("GET", "/forgets", [](std::shared_ptr<const Request>, Respond) {});
    server_->route_async("GET", "/later", [this](std::shared_ptr<const Request>, Respond respond) {
      later_.set_value(std::move(respond));
    });
    const auto started = server_->start();
    ASSERT_TRUE(started.has_value()) << started.error().message;
  }

  RawClient connect() { return RawClient{server_->port()}; }
  Response get(std::string_view target) {
    RawClient client = connect();
    client.send("GET " + std::string{target} + " HTTP/1.1\r\nHost: a\r\n\r\n");
    return client.read_response();
  }

  std::promise<Respond> later_;
  std::unique_ptr<Server> server_;
};

TEST_F(AServer, answers_a_blocking_handler) {
  start();
  const Response response = get("/hello");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "hello");
  EXPECT_EQ(response.headers.get("content-type"), "text/plain");
  EXPECT_TRUE(response.headers.has("Date"));
  EXPECT_FALSE(response.headers.has("Connection"));
}

TEST_F(AServer, answers_an_async_handler_at_once_and_from_another_thread) {
  start();
  RawClient client = connect();
  client.send("POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(client.read_response().body, "now abc");
  client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
  Respond respond = later_.get_future().get();
  respond(text("first"));
  respond(text("second"));
  EXPECT_EQ(client.read_response().body, "first");
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_response().body, "hello");
}

TEST_F(AServer, keeps_a_connection_and_answers_pipelined_requests_in_order) {
  start();
  RawClient client = connect();
  std::string requests;
  for (int i = 0; i < 100; ++i) {
    const std::string body = std::to_string(i);
    requests += std::string{"POST "} + (i % 2 == 0 ? "/echo" : "/now") +
                " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  client.send(requests);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(client.read_response().body, (i % 2 == 0 ? "" : "now ") + std::to_string(i));
  }
  EXPECT_EQ(server_->open_connections(), 1U);
  EXPECT_EQ(server_->answered(), 100U);
}

TEST_F(AServer, answers_many_pipelined_requests_that_need_no_worker_without_recursion) {
  start();
  RawClient client = connect();
  std::string requests;
  constexpr int k_count = 20000;
  for (int i = 0; i < k_count; ++i) requests += "POST /now HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
  std::thread sender{[&] { client.send(requests); }};
  int answered = 0;
  while (answered < k_count && client.read_response().body == "now x") ++answered;
  sender.join();
  EXPECT_EQ(answered, k_count);
}

TEST_F(AServer, takes_a_request_that_comes_byte_by_byte) {
  start();
  RawClient client = connect();
  for (const char byte : std::string{"\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody"}) {
    client.send({&byte, 1});
  }
  EXPECT_EQ(client.read_response().body, "body");
}

TEST_F(AServer, takes_a_chunked_body_and_ignores_its_trailers) {
  start();
  RawClient client = connect();
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n5;why=not\r\ndefgh\r\n0\r\nHost: evil\r\nX-Sum: 9\r\n\r\n"
      "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_response().body, "abcdefgh");
  EXPECT_EQ(client.read_response().body, "hello");
}

TEST_F(AServer, answers_head_for_a_get_route_without_a_body) {
  start();
  RawClient client = connect();
  client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  const Response response = client.read_response(true);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.get("Content-Length"), "5");
  EXPECT_EQ(client.read_response().body, "hello");
}

TEST_F(AServer, says_continue_to_a_client_that_waits_for_it) {
  start();
  RawClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("body");
  EXPECT_EQ(client.read_response().body, "body");
}

TEST_F(AServer, answers_404_405_with_allow_and_500) {
  start();
  EXPECT_EQ(get("/nowhere").status, 404);
  const Response refused = get("/echo");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.get("Allow"), "POST");
  EXPECT_EQ(get("/throws").status, 500);
  EXPECT_EQ(get("/forgets").status, 500);
}

TEST_F(AServer, closes_without_a_word_when_told_to_lose_the_answer) {
  server_ = std::make_unique<Server>(ServerOptions{});
  server_->route("GET", "/", [](const Request&) { return Response{.status = k_no_answer}; });
  ASSERT_TRUE(server_->start().has_value());
  EXPECT_EQ(get("/").status, 0);
}

TEST_F(AServer, lets_the_application_word_its_refusals) {
  server_ = std::make_unique<Server>(ServerOptions{});
  server_->problems([](int status, std::string_view message) {
    Response response;
    response.headers.set("Content-Type", "application/problem+json");
    response.body = std::to_string(status) + " " + std::string{message};
    return response;
  });
  server_->fallback([](const Request& request) { return text("fallback " + request.path); });
  ASSERT_TRUE(server_->start().has_value());
  EXPECT_EQ(get("/any%20where").body, "fallback /any where");
  const Response refused = get("/bad%zz");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.headers.get("Content-Type"), "application/problem+json");
  EXPECT_TRUE(refused.body.starts_with("400 "));
}

TEST_F(AServer, decodes_path_arguments_and_keeps_an_escaped_slash_in_its_segment) {
  start();
  EXPECT_EQ(get("/people/Jos%C3%A9%2F2/notes/a/b%20c").body, "José/2|a/b c");
}

TEST_F(AServer, sends_a_static_body_as_it_is) {
  static const std::string k_file(5'000'000, 'x');
  server_ = std::make_unique<Server>(ServerOptions{});
  server_->route("GET", "/file", [](const Request&) {
    Response response;
    response.static_body = k_file;
    return response;
  });
  ASSERT_TRUE(server_->start().has_value());
  EXPECT_EQ(get("/file").body, k_file);
}

TEST_F(AServer, closes_after_a_client_that_asks_for_it_and_after_http_1_0) {
  start();
  RawClient client = connect();
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_response().headers.get("Connection"), "close");
  EXPECT_TRUE(client.at_end());
  RawClient old = connect();
  old.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(old.read_response().headers.get("Connection"), "keep-alive");
  old.send("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.read_response().body, "hello");
  EXPECT_TRUE(old.at_end());
}

class Pieces final : public BodyStream {
 public:
  explicit Pieces(std::vector<std::string> pieces, std::size_t announced)
      : pieces_(std::move(pieces)), size_(announced) {}
  std::size_t size() const override { return size_; }
  std::string next() override { return at_ < pieces_.size() ? pieces_[at_++] : std::string{}; }

 private:
  std::vector<std::string> pieces_;
  std::size_t size_;
  std::size_t at_ = 0;
};

TEST_F(AServer, sends_a_stream_piece_by_piece_and_goes_on_with_the_next_request) {
  server_ = std::make_unique<Server>(ServerOptions{});
  const std::vector<std::string> pieces(30, std::string(100'000, 'p'));
  server_->route("GET", "/", [&](const Request&) {
    Response response;
    response.stream = std::make_shared<Pieces>(pieces, 3'000'000);
    return response;
  });
  ASSERT_TRUE(server_->start().has_value());
  RawClient client{server_->port()};
  for (int i = 0; i < 3; ++i) {
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const Response response = client.read_response();
    EXPECT_EQ(response.headers.get("Content-Length"), "3000000");
    EXPECT_EQ(response.body.size(), 3'000'000U);
  }
}

TEST_F(AServer, cuts_the_connection_when_a_stream_cannot_go_on) {
  server_ = std::make_unique<Server>(ServerOptions{});
  server_->route("GET", "/", [](const Request&) {
    Response response;
    response.stream = std::make_shared<Pieces>(std::vector<std::string>{"half"}, 8);
    return response;
  });
  ASSERT_TRUE(server_->start().has_value());
  HttpClient client;
  const auto response = client.send({.url = "http://127.0.0.1:" + std::to_string(server_->port()) + "/"});
  EXPECT_FALSE(response);
}

TEST_F(AServer, does_not_let_a_header_value_write_headers_of_its_own) {
  server_ = std::make_unique<Server>(ServerOptions{});
  server_->route("GET", "/", [](const Request&) {
    Response response = text("x");
    response.headers.set("Location", "/a\r\nSet-Cookie: stolen=1");
    response.headers.set("Content-Length", "999");
    return response;
  });
  ASSERT_TRUE(server_->start().has_value());
  const Response response = get("/");
  EXPECT_FALSE(response.headers.has("Set-Cookie"));
  EXPECT_EQ(response.headers.get("Content-Length"), "1");
}

TEST_F(AServer, tells_the_address_of_the_peer) {
  server_ = std::make_unique<Server>(ServerOptions{});
  server_->route("GET", "/", [](const Request& request) { return text(request.remote_address); });
  ASSERT_TRUE(server_->start().has_value());
  EXPECT_EQ(get("/").body, "127.0.0.1");
}

TEST_F(AServer, says_which_address_is_taken_and_what_to_do) {
  start();
  Server second{ServerOptions{.port = server_->port()}};
  const auto started = second.start();
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().code, ErrorCode::unavailable);
  EXPECT_NE(started.error().message.find("127.0.0.1:" + std::to_string(server_->port())), std::string::npos);
  EXPECT_NE(started.error().next_step.find("another port"), std::string::npos);
}

TEST_F(AServer, listens_on_ipv6_too_and_refuses_what_is_no_address) {
  Server six{ServerOptions{.address = "::1"}};
  if (const auto started = six.start(); started) EXPECT_NE(six.port(), 0);
  Server named{ServerOptions{.address = "localhost"}};
  EXPECT_EQ(named.start().error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace recado::net
