#include "net/request_reader.h"

#include <gtest/gtest.h>

namespace recado::net {
namespace {

const ServerLimits k_limits{.body_bytes = 1000, .header_bytes = 2000};

struct Outcome {
  Request request;
  int status = 0;  // of the refusal
  bool done = false;
};

Outcome read_in_steps(std::string_view bytes, std::size_t step) {
  Outcome outcome;
  RequestReader reader{k_limits, outcome.request};
  std::size_t begin = 0;
  for (std::size_t end = 0; end < bytes.size() && !reader.done() && !reader.refusal();) {
    end = std::min(end + step, bytes.size());
    begin += reader.put(bytes.substr(begin, end - begin));
  }
  outcome.done = reader.done() && !reader.refusal();
  if (reader.refusal()) outcome.status = reader.refusal()->status;
  return outcome;
}

Outcome read(std::string_view bytes) {
  const Outcome whole = read_in_steps(bytes, bytes.size());
  const Outcome single = read_in_steps(bytes, 1);
  EXPECT_EQ(whole.done, single.done) << bytes;
  return whole;
}

int refusal_of(std::string_view bytes) { return read(bytes).status; }
std::string get(std::string_view target) { return "GET " + std::string{target} + " HTTP/1.1\r\nHost: a\r\n\r\n"; }
std::string with(std::string_view headers, std::string_view body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string{headers} + "\r\n\r\n" + std::string{body};
}

TEST(ARequest, is_read_with_its_target_headers_and_body) {
  const Outcome outcome = read(
      "POST /a%20b/c?x=1&y=a+b%21&x=2&z HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nx-one: 2\r\ncookie: a=1; b=\"two\"; a=3\r\n"
      "Content-Length: 4\r\n\r\nbody");
  ASSERT_TRUE(outcome.done);
  const Request& request = outcome.request;
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/a b/c");
  EXPECT_EQ(request.raw_path, "/a%20b/c");
  EXPECT_EQ(request.query.get("x"), "1");
  EXPECT_EQ(request.query.get("y"), "a b!");
  EXPECT_EQ(request.query.get("z"), "");
  EXPECT_EQ(request.query.get("none"), std::nullopt);
  EXPECT_EQ(request.query.all().size(), 4U);
  EXPECT_EQ(request.headers.get("X-ONE"), "1");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("b"), "two");
  EXPECT_EQ(request.cookie("c"), std::nullopt);
  EXPECT_EQ(request.body, "body");
}

TEST(ARequest, is_refused_for_a_target_that_is_malformed_or_hides_a_nul) {
  for (const auto target : {"/%", "/%4", "/%zz", "/%00", "/?a=%00", "/a#b", "a", "*", "b.example:443"}) {
    EXPECT_EQ(refusal_of(get(target)), 400) << target;
  }
}

TEST(ARequest, may_name_its_target_in_the_absolute_form) {
  EXPECT_EQ(read(get("http://b.example/path?q=1")).request.path, "/path");
  EXPECT_EQ(read(get("http://b.example")).request.path, "/");
  EXPECT_EQ(read(get("http://b.example?q=1")).request.query.get("q"), "1");
}

TEST(ARequest, is_refused_when_two_servers_could_disagree_about_its_length) {
  EXPECT_EQ(refusal_of(with("Content-Length: 1\r\nTransfer-Encoding: chunked")), 400);
  EXPECT_EQ(refusal_of(with("Transfer-Encoding: chunked\r\nContent-Length: 1")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: 1\r\nContent-Length: 2")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: 1\r\nContent-Length: 1")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: 1, 1")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: +1")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: -1")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: 0x1")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length:")), 400);
  EXPECT_EQ(refusal_of(with("Content-Length: 99999999999999999999")), 400);
  EXPECT_EQ(refusal_of(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")), 400);
  EXPECT_EQ(refusal_of(with("Transfer-Encoding: gzip, chunked")), 501);
  EXPECT_EQ(refusal_of(with("Transfer-Encoding: chunked, gzip")), 501);
  EXPECT_EQ(refusal_of(with("Transfer-Encoding: xchunked")), 501);
  EXPECT_EQ(refusal_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(ARequest, is_refused_for_lines_that_do_not_end_as_they_should) {
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"), 400);
  EXPECT_FALSE(read("GET / HTTP/1.1\r\nHost: a\r\n\n").done);
  EXPECT_FALSE(read("GET / HTTP/1.1\r\nHost: a\n\r\n").done);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"), 400);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nHost : a\r\n\r\n"), 400);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), 400);
  EXPECT_EQ(refusal_of("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(refusal_of("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), 400);
  EXPECT_EQ(refusal_of(with("X: a\x01")), 400);
  EXPECT_EQ(refusal_of(with(std::string{"X: a\0b", 6})), 400);
}

TEST(ARequest, needs_exactly_one_host) {
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\n\r\n").done);
}

TEST(ARequest, in_chunks_is_put_together_and_checked) {
  const auto chunked = [](std::string_view body) { return with("Transfer-Encoding: Chunked", body); };
  EXPECT_EQ(read(chunked("3\r\nabc\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n\r\n")).request.body, "abc0123456789");
  EXPECT_EQ(refusal_of(chunked("3\r\nabcd\r\n0\r\n\r\n")), 400);
  EXPECT_FALSE(read(chunked("3\nabc\n0\n\n")).done);
  EXPECT_EQ(refusal_of(chunked("x\r\n123")), 400);
  EXPECT_EQ(refusal_of(chunked("-1\r\n1")), 400);
  EXPECT_EQ(refusal_of(chunked("ffffffffffffffffff\r\n")), 400);
  EXPECT_EQ(refusal_of(chunked("3e9\r\n")), 413);
  EXPECT_FALSE(read(chunked("3\r\nabc\r\n0\r\n")).done);
}

TEST(ARequest, keeps_its_headers_when_a_trailer_has_the_same_names) {
  const Outcome outcome =
      read(with("Transfer-Encoding: chunked\r\nX-User: 1", "0\r\nX-User: 2\r\nX-Admin: yes\r\n\r\n"));
  ASSERT_TRUE(outcome.done);
  EXPECT_EQ(outcome.request.headers.get("X-User"), "1");
  EXPECT_FALSE(outcome.request.headers.has("X-Admin"));
}

TEST(ARequest, leaves_the_bytes_of_the_next_one) {
  Request request;
  RequestReader reader{k_limits, request};
  const std::string bytes = with("Content-Length: 3", "abcGET / HTTP/1.1\r\n");
  EXPECT_EQ(reader.put(bytes), bytes.size() - 16);
  EXPECT_TRUE(reader.done());
}

}  // namespace
}  // namespace recado::net
