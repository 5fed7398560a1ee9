#include "net/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace recado::net {
namespace {

class ARouter : public ::testing::Test {
 protected:
  void add(std::string method, std::string_view pattern) {
    router_.add(std::move(method), pattern, Handler{[](const Request&) { return Response{}; }});
  }
  std::string pattern_for(std::string_view method, std::string_view path, Wants wants = Wants::answer) {
    const RouteMatch match = router_.find(method, path, wants);
    return match.route == nullptr ? "" : match.route->pattern;
  }

  Router router_;
};

TEST_F(ARouter, prefers_the_literal_to_the_segment_and_the_segment_to_the_rest) {
  add("GET", "/users/me");
  add("GET", "/users/{id}");
  add("DELETE", "/users/{id}");
  add("GET", "/{rest...}");
  EXPECT_EQ(pattern_for("GET", "/users/me"), "/users/me");
  EXPECT_EQ(pattern_for("GET", "/users/you"), "/users/{id}");
  EXPECT_EQ(pattern_for("DELETE", "/users/me"), "/users/{id}");
  EXPECT_EQ(pattern_for("GET", "/users/me/more"), "/{rest...}");
  EXPECT_EQ(pattern_for("GET", "/"), "/{rest...}");
  EXPECT_EQ(pattern_for("GET", "/users/"), "/{rest...}");
}

TEST_F(ARouter, names_the_methods_of_a_known_path) {
  add("GET", "/a/{x}");
  add("POST", "/a/{y}");
  add("PUT", "/a/b");
  EXPECT_EQ(router_.find("PATCH", "/a/b", Wants::answer).allow, "PUT, GET, HEAD, POST");
  EXPECT_EQ(router_.find("PATCH", "/b", Wants::answer).allow, "");
  EXPECT_EQ(pattern_for("HEAD", "/a/1"), "/a/{x}");
}

TEST_F(ARouter, gives_decoded_arguments_by_name) {
  add("GET", "/w/{workspace}/files/{path...}");
  const RouteMatch match = router_.find("GET", "/w/a%2Fb/files/x/y%20z", Wants::answer);
  ASSERT_NE(match.route, nullptr);
  ASSERT_EQ(match.args.size(), 2U);
  EXPECT_EQ(match.args[0].first, "workspace");
  EXPECT_EQ(match.args[0].second, "a/b");
  EXPECT_EQ(match.args[1].first, "path");
  EXPECT_EQ(match.args[1].second, "x/y z");
}

TEST_F(ARouter, tells_a_websocket_from_a_request_for_the_same_path) {
  add("GET", "/live");
  router_.add({}, "/live", SocketHandler{});
  router_.add({}, "/only", SocketHandler{});
  EXPECT_EQ(router_.find("GET", "/live", Wants::socket).route->method, "");
  EXPECT_EQ(router_.find("GET", "/live", Wants::answer).route->method, "GET");
  EXPECT_TRUE(router_.find("GET", "/only", Wants::answer).socket_only);
}

TEST_F(ARouter, refuses_a_pattern_that_is_taken_or_malformed) {
  add("GET", "/a/{x}");
  EXPECT_THROW(add("GET", "/a/{y}"), std::logic_error);
  EXPECT_THROW(add("GET", "a"), std::logic_error);
  EXPECT_THROW(add("GET", "/{rest...}/more"), std::logic_error);
}

}  // namespace
}  // namespace recado::net
