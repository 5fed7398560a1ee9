// Turns bytes into one Request, without touching a socket: the connection feeds it, and so does the fuzzer. Beast's
// parser does the grammar; what two servers could read differently (request smuggling) is refused here.
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "net/http.h"
#include "net/large_bodies.h"
#include "net/refusal.h"
#include "net/server.h"

namespace recado::net {

class RequestReader final : private boost::beast::http::basic_parser<true> {
 public:
  // large: which requests may have a larger body; may be null
  RequestReader(const ServerLimits& limits, Request& request, LargeBodies* large = nullptr);

  // Takes what it can from the front and says how much. What it does not take comes again, with more behind it.
  std::size_t put(std::string_view bytes);
  bool done() const { return done_; }
  const std::optional<Refusal>& refusal() const { return refusal_; }

  bool begun() const { return head_taken_ > 0; }
  bool has_head() const { return has_head_; }
  // Once the head is there:
  bool keeps_alive() const { return keep_alive(); }
  bool is_http_1_0() const { return version_ == 10; }
  bool expects_continue() const { return expects_continue_; }
  bool wants_socket() const { return upgrade() && upgrades_to_socket_; }

  // When the length of the body is known, its rest can be read straight to where it belongs: room for some of it,
  // and how much arrived there. Empty: use put().
  std::span<char> body_room();
  void body_filled(std::size_t count);

 private:
  using ErrorCode = boost::beast::error_code;
  using Text = boost::beast::string_view;
  using Field = boost::beast::http::field;

  void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version, ErrorCode& error) override;
  void on_response_impl(int, Text, int, ErrorCode&) override {}
  void on_field_impl(Field field, Text name, Text value, ErrorCode& error) override;
  void on_header_impl(ErrorCode& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(Text body, ErrorCode& error) override;
  void on_chunk_header_impl(std::uint64_t, Text, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, ErrorCode& error) override;
  void on_finish_impl(ErrorCode&) override { done_ = true; }

  std::size_t put_head(std::string_view bytes);
  std::size_t put_body(std::string_view bytes);
  void note_field(Field field, std::string_view value, ErrorCode& error);
  void refuse(int status, std::string_view message);
  void refuse(const ErrorCode& error);
  void refuse(ErrorCode& error, int status, std::string_view message);

  void check_body_size();

  const ServerLimits& limits_;
  Request& request_;
  LargeBodies* large_;
  std::optional<Refusal> refusal_;
  std::size_t head_taken_ = 0;
  std::size_t body_left_ = 0;  // of a body whose length is known
  int version_ = 11;
  int hosts_ = 0;
  bool has_head_ = false;
  bool done_ = false;
  bool has_length_ = false;
  bool has_coding_ = false;
  bool expects_continue_ = false;
  bool upgrades_to_socket_ = false;
};

// Fills path, raw_path, raw_query and query. False when the target is none that a server of its own resources can have, or when
// it smuggles a NUL.
bool read_target(std::string_view target, Request& request);

}  // namespace recado::net
