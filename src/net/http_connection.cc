#include "net/http_connection.h"

#include <boost/asio/buffer.hpp>

#include <array>
#include <exception>
#include <utility>

#include "base/log.h"
#include "net/response_head.h"

namespace recado::net {
namespace {

// How long a peer that still sends may take to notice that its connection has ended.
constexpr std::chrono::milliseconds k_linger_time{2000};

std::string peer_address(const TcpSocket& socket) {
  boost::system::error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return {};
  auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address.to_string();
}

}  // namespace

HttpConnection::HttpConnection(IoLoop& loop, TcpSocket socket)
    : loop_(loop), socket_(std::move(socket)), buffer_(loop.buffers()) {}

void HttpConnection::start() {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
  remote_address_ = peer_address(socket_);
  loop_.keep(self());
  // A client that connects owes a request, as after its first byte.
  deadline_ = loop_.deadline_in(loop_.core().limits.request_time);
  await_readable();
}

void HttpConnection::advance() {
  advancing_ = true;  // an answer that comes at once must not start a second round within this one
  while (true) {
    if (phase_ == Phase::waiting || phase_ == Phase::reading) {
      if (read_buffered()) {
        dispatch();
      } else if (phase_ == Phase::waiting || phase_ == Phase::reading) {
        await_readable();
        break;
      }
    } else if (phase_ == Phase::writing) {
      if (!write_some()) break;
      after_response();
    } else {
      break;  // the application, the peer's end or nobody goes on from here
    }
  }
  advancing_ = false;
}

void HttpConnection::await_readable() {
  buffer_.release_when_empty();
  if (awaiting_readable_) return;
  awaiting_readable_ = true;
  socket_.async_wait(TcpSocket::wait_read, [self = self()](boost::system::error_code error) {
    self->awaiting_readable_ = false;
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->on_readable();
  });
}

void HttpConnection::await_writable() {
  socket_.async_wait(TcpSocket::wait_write, [self = self()](boost::system::error_code error) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->advance();
  });
}

void HttpConnection::answer(std::uint32_t turn, Response response) {
  if (phase_ != Phase::handling || turn != turn_) return;
  if (response.status == k_no_answer) return close();
  respond(std::move(response));
  if (!advancing_) advance();
}

void HttpConnection::answer_nothing(std::uint32_t turn) {
  answer(turn, loop_.core().problem(500, "The request was not answered."));
}

void HttpConnection::respond(Response response) {
  response_ = std::move(response);
  if (response_.status < 200 || response_.status > 599) {
    response_ = loop_.core().problem(500, "The answer had no valid status.");
  }
  const bool head_read = reader_ && reader_->has_head();
  if (!head_read || !reader_->keeps_alive() || loop_.core().draining) close_after_ = true;
  const auto spoken = head_read && reader_->is_http_1_0() ? KeepAlive::spelled : KeepAlive::silent;
  write_response_head(head_, response_, close_after_ ? KeepAlive::close : spoken, loop_.date());
  body_hidden_ = !may_have_body(response_.status) || (request_ && request_->method == "HEAD");
  written_ = 0;
  stream_left_ = response_.stream && !body_hidden_ ? response_.stream->size() : 0;
  reader_.reset();
  request_.reset();
  phase_ = Phase::writing;
  deadline_ = loop_.deadline_in(loop_.core().limits.request_time);
  loop_.count_answer();
}

void HttpConnection::refuse(int status, std::string_view message) {
  close_after_ = true;  // where the next request would begin is not known
  respond(loop_.core().problem(status, message));
}

bool HttpConnection::write_some() {
  const std::string_view body = body_hidden_ ? std::string_view{} : body_of(response_);
  while (written_ < head_.size() + body.size()) {
    const auto head_left = std::string_view{head_}.substr(std::min(written_, head_.size()));
    const auto body_left = body.substr(written_ - std::min(written_, head_.size()));
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head_left), asio::buffer(body_left)};
    boost::system::error_code error;
    const std::size_t count = socket_.write_some(parts, error);
    written_ += count;
    if (error == asio::error::would_block) {
      await_writable();
      return false;
    }
    if (error) {
      close();
      return false;
    }
    deadline_ = loop_.deadline_in(loop_.core().limits.request_time);
  }
  if (stream_left_ == 0) return true;
  await_more();
  return false;
}

void HttpConnection::await_more() {
  phase_ = Phase::handling;
  deadline_ = k_no_deadline;
  const bool queued = loop_.core().workers.try_push(
      [inbox = loop_.inbox(), connection = std::weak_ptr{self()}, stream = response_.stream, turn = turn_] {
        std::string piece;
        try {
          piece = stream->next();
        } catch (const std::exception& error) {
          log::error("stream_failed", {{"what", std::string_view{error.what()}}});
        }
        inbox->push([connection, turn, piece = std::move(piece)]() mutable {
          if (const auto open = connection.lock()) open->more(turn, std::move(piece));
        });
      });
  if (!queued) close();
}

void HttpConnection::more(std::uint32_t turn, std::string piece) {
  if (phase_ != Phase::handling || turn != turn_) return;
  // What was announced cannot come any more, and that is all there is to tell the peer.
  if (piece.empty() || piece.size() > stream_left_) return close();
  stream_left_ -= piece.size();
  head_.clear();
  written_ = 0;
  response_.static_body = {};
  response_.body = std::move(piece);
  phase_ = Phase::writing;
  deadline_ = loop_.deadline_in(loop_.core().limits.request_time);
  if (!advancing_) advance();
}

void HttpConnection::after_response() {
  response_ = Response{};
  ++turn_;
  if (close_after_) return linger();
  phase_ = Phase::waiting;
  deadline_ = loop_.deadline_in(loop_.core().limits.idle_time);
}

void HttpConnection::linger() {
  // Closing while bytes of the peer are unread would reset the connection, and with it the answer on its way.
  phase_ = Phase::lingering;
  deadline_ = loop_.deadline_in(k_linger_time);
  boost::system::error_code error;
  socket_.shutdown(TcpSocket::shutdown_send, error);
  if (error) return close();
  buffer_.clear();
  await_readable();
}

void HttpConnection::on_deadline() {
  const bool owes_rest = phase_ == Phase::reading;
  deadline_ = k_no_deadline;
  if (phase_ == Phase::handling) return;
  if (!owes_rest) return close();
  refuse(408, "The request took too long to arrive.");
  advance();
}

void HttpConnection::drain() {
  close_after_ = true;
  boost::system::error_code error;
  // A request that lies there already is still answered.
  if (phase_ == Phase::waiting && socket_.available(error) == 0) close();
}

void HttpConnection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  boost::system::error_code ignored;
  socket_.close(ignored);
  buffer_.clear();
  loop_.release(*this);
}

}  // namespace recado::net
