#include "net/request_reader.h"

#include <algorithm>
#include <string>

#include "net/percent.h"

namespace recado::net {

namespace beast_http = boost::beast::http;

namespace {

constexpr std::size_t k_body_step = std::size_t{64} * 1024;

}  // namespace

RequestReader::RequestReader(const ServerLimits& limits, Request& request, LargeBodies* large)
    : limits_(limits), request_(request), large_(large) {
  // Beast counts the first line and the fields apart; put_head() counts them together.
  header_limit(static_cast<std::uint32_t>(std::min<std::size_t>(limits.header_bytes, 1U << 30) + 16));
  // Announced lengths are checked once the head says whose body it is.
  body_limit(large == nullptr ? limits.body_bytes : std::max(limits.body_bytes, large->largest()));
}

std::size_t RequestReader::put(std::string_view bytes) {
  std::size_t taken = 0;
  while (!done_ && !refusal_ && taken < bytes.size()) {
    const auto rest = bytes.substr(taken);
    const std::size_t count = has_head_ ? put_body(rest) : put_head(rest);
    if (count == 0) break;
    taken += count;
  }
  return taken;
}

std::size_t RequestReader::put_head(std::string_view bytes) {
  // RFC 9112, 2.2: an empty line before the request is no request.
  if (head_taken_ == 0 && bytes.front() == '\r') {
    if (bytes.size() == 1) return 0;
    if (bytes[1] == '\n') return 2;
  }
  ErrorCode error;
  const std::size_t taken = basic_parser::put({bytes.data(), bytes.size()}, error);
  head_taken_ += taken;
  if (has_head_ || error == beast_http::error::need_more) {
    const std::size_t at_least = has_head_ ? head_taken_ : head_taken_ + (bytes.size() - taken) + 1;
    if (at_least > limits_.header_bytes) refuse(431, "The request's headers are too large.");
    if (!has_head_) return taken;
  }
  if (error && !refusal_) refuse(error);
  return taken;
}

std::size_t RequestReader::put_body(std::string_view bytes) {
  if (body_left_ > 0) {
    const std::size_t count = std::min(body_left_, bytes.size());
    request_.body.append(bytes.substr(0, count));
    body_left_ -= count;
    done_ = body_left_ == 0;
    return count;
  }
  // At least "0" and two line ends are still to come; Beast asserts that they do not come one by one.
  constexpr std::size_t k_last_chunk = 5;
  if (bytes.size() < k_last_chunk) return 0;
  ErrorCode error;
  const std::size_t taken = basic_parser::put({bytes.data(), bytes.size()}, error);
  if (error && error != beast_http::error::need_more && !refusal_) refuse(error);
  return taken;
}

std::span<char> RequestReader::body_room() {
  if (!has_head_ || body_left_ == 0) return {};
  std::string& body = request_.body;
  const std::size_t held = body.size();
  const std::size_t count = std::min(body_left_, k_body_step);
  // Grows with what arrives, not with what the client announced; and nothing is zeroed first. The size that libstdc++
  // 12 passes here is the new capacity, which may be larger.
  body.resize_and_overwrite(held + count, [size = held + count](char*, std::size_t) { return size; });
  return {body.data() + held, count};
}

void RequestReader::body_filled(std::size_t count) {
  const std::size_t room = std::min(body_left_, k_body_step);
  request_.body.resize(request_.body.size() - room + count);
  body_left_ -= count;
  done_ = body_left_ == 0;
}

void RequestReader::on_request_impl(beast_http::verb, Text method, Text target, int version, ErrorCode& error) {
  version_ = version;
  request_.method.assign(method.data(), method.size());
  if (!read_target({target.data(), target.size()}, request_)) {
    refuse(error, 400, "The request's target is not a path.");
  }
}

void RequestReader::on_field_impl(Field field, Text name, Text value, ErrorCode& error) {
  if (has_head_) return;  // a trailer: it must not pass for a header
  note_field(field, {value.data(), value.size()}, error);
  if (!error) request_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
}

void RequestReader::note_field(Field field, std::string_view value, ErrorCode& error) {
  switch (field) {
    case Field::host: ++hosts_; return;
    case Field::content_length:
      if (has_length_ || value.find_first_not_of("0123456789") != value.npos) {
        refuse(error, 400, "Content-Length must be one number.");
      }
      has_length_ = true;
      return;
    case Field::transfer_encoding:
      if (has_coding_ || version_ == 10) refuse(error, 400, "Transfer-Encoding is ambiguous.");
      if (!equal_names(value, "chunked")) refuse(error, 501, "The only Transfer-Encoding taken is chunked.");
      has_coding_ = true;
      return;
    case Field::expect: expects_continue_ = version_ == 11 && equal_names(value, "100-continue"); return;
    case Field::upgrade: upgrades_to_socket_ = equal_names(value, "websocket"); return;
    default: return;
  }
}

void RequestReader::on_header_impl(ErrorCode& error) {
  has_head_ = true;
  if (has_length_ && has_coding_) refuse(error, 400, "Content-Length and Transfer-Encoding exclude each other.");
  if (hosts_ > 1 || (hosts_ == 0 && version_ == 11)) refuse(error, 400, "The request needs one Host header.");
  check_body_size();
  if (!chunked()) body_left_ = static_cast<std::size_t>(content_length_remaining().value_or(0));
}

void RequestReader::check_body_size() {
  if (chunked()) {
    body_limit(limits_.body_bytes);
    return;
  }
  const auto announced = static_cast<std::size_t>(content_length_remaining().value_or(0));
  if (announced <= limits_.body_bytes || large_ == nullptr) return;
  if (announced > large_->allowed(request_.method, request_.raw_path)) {
    return refuse(413, "The request's body is too large.");
  }
  request_.allowance = large_->take(announced, limits_.large_bodies_bytes);
  if (!request_.allowance) refuse(503, "Too many large uploads are under way. Try again in a moment.");
}

std::size_t RequestReader::on_body_impl(Text body, ErrorCode&) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t, Text body, ErrorCode&) {
  request_.body.append(body.data(), body.size());
  return body.size();
}

void RequestReader::refuse(int status, std::string_view message) { refusal_ = Refusal{status, message}; }

void RequestReader::refuse(ErrorCode& error, int status, std::string_view message) {
  if (!refusal_) refuse(status, message);
  error = beast_http::error::bad_value;
}

void RequestReader::refuse(const ErrorCode& error) {
  if (error == beast_http::error::body_limit) return refuse(413, "The request's body is too large.");
  if (error == beast_http::error::header_limit) return refuse(431, "The request's headers are too large.");
  if (error == beast_http::error::bad_version) return refuse(400, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
  refuse(400, "The request is not well-formed HTTP.");
}

bool read_target(std::string_view target, Request& request) {
  if (!target.starts_with('/')) {
    // RFC 9112, 3.2.2: a server takes the absolute form too.
    const auto scheme = target.find("://");
    if (scheme == target.npos || target.find_first_of("/?") < scheme)
      return target == "*" && request.method == "OPTIONS";
    target.remove_prefix(scheme + 3);
    target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
  }
  const auto question = std::min(target.find('?'), target.size());
  request.raw_path = question == 0 ? std::string_view{"/"} : target.substr(0, question);
  auto path = decode_path(request.raw_path);
  if (!path || request.raw_path.find('#') != request.raw_path.npos) return false;
  request.path = std::move(*path);
  if (question == target.size()) return true;
  const auto query = target.substr(question + 1);
  if (query.find("%00") != query.npos) return false;
  request.raw_query = query;
  request.query = Query::parse(query);
  return true;
}

}  // namespace recado::net
