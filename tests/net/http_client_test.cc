#include "net/http_client.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "net/raw_client.h"
#include "net/server.h"
#include "net/tls_peer.h"

namespace recado::net {
namespace {

using namespace std::chrono_literals;
using testing::RawClient;
using testing::RawListener;

constexpr std::string_view k_kept_alive = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

std::string at(std::uint16_t port) { return "http://127.0.0.1:" + std::to_string(port) + "/messages"; }

ClientRequest post(std::uint16_t port, std::string body = "{}") {
  ClientRequest request;
  request.method = "POST";
  request.url = at(port);
  request.body = std::move(body);
  request.headers.set("Content-Type", "application/json");
  return request;
}

std::string read_request(RawClient& peer) {
  std::string head = peer.read_until("\r\n\r\n");
  const auto length = head.find("Content-Length: ");
  if (length != std::string::npos) head += peer.read_exactly(std::stoul(head.substr(length + 16)));
  return head;
}

TEST(AnHttpClient, sends_method_headers_and_body_and_reads_the_answer) {
  Server server{ServerOptions{}};
  server.route("PATCH", "/messages", [](const Request& request) {
    Response response;
    response.status = 418;
    response.headers.add("X-Seen", std::string{request.headers.get("X-Id")});
    response.headers.add("X-Type", request.headers.has("Content-Type") ? "yes" : "no");
    response.body = request.body;
    return response;
  });
  ASSERT_TRUE(server.start().has_value());
  HttpClient client;
  ClientRequest request;
  request.method = "PATCH";
  request.url = at(server.port());
  request.headers.set("X-Id", "7");
  request.body = std::string{"a\0b", 3};
  const auto response = client.send(request);
  ASSERT_TRUE(response.has_value()) << response.error().message;
  EXPECT_EQ(response->status, 418);
  EXPECT_EQ(response->headers.get("x-seen"), "7");
  EXPECT_EQ(response->headers.get("X-Type"), "no");
  EXPECT_EQ(response->body, request.body);
}

TEST(AnHttpClient, keeps_its_connection_between_requests) {
  Server server{ServerOptions{}};
  server.route("GET", "/messages", [](const Request&) { return Response{}; });
  ASSERT_TRUE(server.start().has_value());
  HttpClient client;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(client.send({.url = at(server.port())}).has_value());
  EXPECT_EQ(server.open_connections(), 1U);
}

TEST(AnHttpClient, says_not_sent_when_nobody_listens) {
  std::uint16_t port = 0;
  {
    const RawListener gone;
    port = gone.port();
  }
  HttpClient client;
  const auto response = client.send(post(port));
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().state, SendState::not_sent);
  EXPECT_FALSE(response.error().message.empty());
}

TEST(AnHttpClient, says_not_sent_for_a_name_that_does_not_exist_and_for_what_is_no_url) {
  HttpClient client;
  EXPECT_EQ(client.send({.url = "http://nowhere.invalid/"}).error().state, SendState::not_sent);
  EXPECT_EQ(client.send({.url = "file:///etc/passwd"}).error().state, SendState::not_sent);
}

TEST(AnHttpClient, says_not_sent_when_the_tls_handshake_fails) {
  RawListener listener;
  std::thread peer{[&] {
    RawClient connection = listener.accept();
    connection.read_exactly(16);
    connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  }};
  HttpClient client;
  ClientRequest request = post(listener.port());
  request.url.insert(4, "s");
  const auto response = client.send(request);
  peer.join();
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().state, SendState::not_sent);
}

TEST(AnHttpClient, sends_nothing_to_a_server_whose_certificate_it_does_not_know) {
  RawListener listener;
  bool trusted = true;
  std::thread peer{[&] {
    const RawClient connection = listener.accept();
    trusted = testing::client_trusts_self_signed(connection.descriptor());
  }};
  HttpClient client;
  ClientRequest request = post(listener.port());
  request.url.insert(4, "s");
  const auto response = client.send(request);
  peer.join();
  EXPECT_FALSE(trusted);
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().state, SendState::not_sent);
  EXPECT_NE(response.error().message.find("certificate"), std::string::npos) << response.error().message;
}

TEST(AnHttpClient, says_unknown_when_the_server_reads_the_request_and_closes) {
  RawListener listener;
  std::thread peer{[&] {
    RawClient connection = listener.accept();
    read_request(connection);
  }};
  HttpClient client;
  const auto response = client.send(post(listener.port()));
  peer.join();
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().state, SendState::unknown);
}

// libcurl on its own would send the second request again on a new connection.
TEST(AnHttpClient, never_sends_a_post_again_when_a_kept_connection_dies) {
  for (const std::string& body : {std::string{"{}"}, std::string{}, std::string(300'000, 'x')}) {
    RawListener listener;
    std::thread peer{[&] {
      RawClient connection = listener.accept();
      read_request(connection);
      connection.send(k_kept_alive);
      read_request(connection);
    }};
    HttpClient client;
    ASSERT_TRUE(client.send(post(listener.port(), body)).has_value());
    const auto second = client.send(post(listener.port(), body));
    peer.join();
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().state, SendState::unknown);
    EXPECT_FALSE(listener.has_waiting() && !listener.accept().read_until("\r\n").empty());
  }
}

TEST(AnHttpClient, reads_again_when_a_kept_connection_dies) {
  RawListener listener;
  std::thread peer{[&] {
    {
      RawClient connection = listener.accept();
      read_request(connection);
      connection.send(k_kept_alive);
      read_request(connection);
    }
    RawClient connection = listener.accept();
    read_request(connection);
    connection.send(k_kept_alive);
  }};
  HttpClient client;
  EXPECT_TRUE(client.send({.url = at(listener.port())}).has_value());
  EXPECT_TRUE(client.send({.url = at(listener.port())}).has_value());
  peer.join();
}

TEST(AnHttpClient, notices_before_it_sends_that_a_kept_connection_was_closed) {
  RawListener listener;
  std::promise<void> closed;
  std::thread peer{[&] {
    {
      RawClient connection = listener.accept();
      read_request(connection);
      connection.send(k_kept_alive);
    }
    closed.set_value();
    RawClient connection = listener.accept();
    read_request(connection);
    connection.send(k_kept_alive);
  }};
  HttpClient client;
  EXPECT_TRUE(client.send(post(listener.port())).has_value());
  closed.get_future().wait();
  EXPECT_TRUE(client.send(post(listener.port())).has_value());
  peer.join();
}

TEST(AnHttpClient, takes_an_answer_of_exactly_the_cap_and_not_one_byte_more) {
  Server server{ServerOptions{}};
  server.route("GET", "/messages", [](const Request& request) {
    Response response;
    response.body.assign(std::stoul(std::string{*request.query.get("size")}), 'x');
    return response;
  });
  ASSERT_TRUE(server.start().has_value());
  HttpClient client;
  EXPECT_EQ(client.send({.url = at(server.port()) + "?size=1000", .max_response_bytes = 1000})->body.size(), 1000U);
  const auto larger = client.send({.url = at(server.port()) + "?size=1001", .max_response_bytes = 1000});
  ASSERT_FALSE(larger.has_value());
  EXPECT_EQ(larger.error().state, SendState::unknown);
}

TEST(AnHttpClient, says_unknown_when_the_answer_takes_too_long_or_breaks_off) {
  RawListener listener;
  HttpClient client;
  ClientRequest request = post(listener.port());
  request.timeout = 50ms;
  EXPECT_EQ(client.send(request).error().state, SendState::unknown);
  std::thread peer{[&] {
    listener.accept();
    RawClient connection = listener.accept();
    read_request(connection);
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  }};
  EXPECT_EQ(client.send(post(listener.port())).error().state, SendState::unknown);
  peer.join();
}

TEST(AnHttpClient, does_not_follow_a_redirect) {
  Server server{ServerOptions{}};
  server.route("GET", "/messages", [](const Request&) {
    Response response;
    response.status = 302;
    response.headers.set("Location", "/elsewhere");
    return response;
  });
  ASSERT_TRUE(server.start().has_value());
  HttpClient client;
  EXPECT_EQ(client.send({.url = at(server.port())})->status, 302);
  EXPECT_EQ(client.send({.method = "HEAD", .url = at(server.port())})->status, 302);
}

TEST(AnHttpClient, refuses_a_header_that_would_break_its_line) {
  const RawListener listener;
  HttpClient client;
  ClientRequest request = post(listener.port());
  request.headers.set("X-Name", "a\r\nX-Other: b");
  EXPECT_EQ(client.send(request).error().state, SendState::not_sent);
  EXPECT_FALSE(listener.has_waiting());
}

}  // namespace
}  // namespace recado::net
