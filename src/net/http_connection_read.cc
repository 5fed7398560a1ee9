// The reading half of HttpConnection.
#include <boost/asio/buffer.hpp>

#include "net/http_connection.h"

namespace recado::net {

void HttpConnection::begin_request() {
  request_ = std::make_shared<Request>();
  request_->remote_address = remote_address_;
  request_->headers.reserve(12);
  reader_.emplace(loop_.core().limits, *request_, &loop_.core().large_bodies);
  said_continue_ = false;
  has_more_time_ = false;
  phase_ = Phase::reading;
  deadline_ = loop_.deadline_in(loop_.core().limits.request_time);
}

bool HttpConnection::read_buffered() {
  if (phase_ == Phase::waiting) {
    if (buffer_.empty()) return false;
    begin_request();
  }
  buffer_.consume(reader_->put(buffer_.bytes()));
  if (reader_->done() || reader_->refusal()) return true;
  if (!buffer_.empty() && buffer_.room().empty()) {
    // Only the framing of chunks can get here: a head that does not fit has been refused.
    refuse(400, "The request's chunks are not well-formed.");
    return false;
  }
  if (request_->allowance && !has_more_time_) {
    has_more_time_ = true;
    deadline_ = loop_.deadline_in(loop_.core().limits.large_body_time);
  }
  if (reader_->has_head() && reader_->expects_continue() && !said_continue_) say_continue();
  return false;
}

void HttpConnection::say_continue() {
  constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";
  said_continue_ = true;
  if (!buffer_.empty() || !request_->body.empty()) return;  // the client has not waited
  boost::system::error_code error;
  const std::size_t sent = socket_.write_some(asio::buffer(k_continue), error);
  // Nothing else is on its way out, so 25 bytes find room. A peer for which they do not reads no answer either.
  if (error || sent != k_continue.size()) close();
}

void HttpConnection::on_readable() {
  if (phase_ == Phase::lingering) return discard();
  if (phase_ != Phase::waiting && phase_ != Phase::reading) return;
  if (phase_ == Phase::reading && buffer_.empty() && reader_->has_head()) {
    const auto room = reader_->body_room();
    if (!room.empty()) {
      boost::system::error_code error;
      const std::size_t count = socket_.read_some(asio::buffer(room.data(), room.size()), error);
      reader_->body_filled(count);
      if (error && error != asio::error::would_block) return close();
      return advance();
    }
  }
  const auto room = buffer_.room();
  boost::system::error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(room.data(), room.size()), error);
  buffer_.filled(count);
  if (error && error != asio::error::would_block) return close();
  advance();
}

void HttpConnection::discard() {
  const auto room = buffer_.room();
  boost::system::error_code error;
  socket_.read_some(asio::buffer(room.data(), room.size()), error);
  if (error && error != asio::error::would_block) return close();
  await_readable();
}

}  // namespace recado::net
