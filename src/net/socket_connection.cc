#include "net/socket_connection.h"

#include <boost/asio/post.hpp>
#include <boost/beast/websocket/detail/utf8_checker.hpp>

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "base/log.h"
#include "net/connection.h"
#include "net/socket_handle.h"
#include "net/socket_handshake.h"
#include "net/socket_stream.h"

namespace recado::net {
namespace {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

// How long our handshake may take to leave, or our close frame to be answered.
constexpr std::chrono::milliseconds k_close_time{5000};
// How long the peer may take to hang up after that.
constexpr std::chrono::milliseconds k_hang_up_time{2000};
constexpr int k_pings_unanswered = 2;
constexpr std::size_t k_first_read = 256;
constexpr std::size_t k_next_read = 4096;

class SocketConnection final : public Connection, public SocketOutlet {
 public:
  SocketConnection(IoLoop& loop, TcpSocket socket, std::function<SocketEvents(std::shared_ptr<Socket>)> open);

  void start(const Request& request);
  void flush() override;
  void end(std::uint16_t code, std::string_view reason) override;
  void give_up() override;
  void on_deadline() override;
  void drain() override { end(websocket::close_code::going_away, "The server is stopping."); }
  void cut() override { finish(); }

 private:
  enum class Phase { accepting, open, closing, finished };

  std::shared_ptr<SocketConnection> self() { return std::static_pointer_cast<SocketConnection>(shared_from_this()); }
  void on_accepted();
  void read();
  void on_message();
  void write_next();
  void begin_close();
  void on_teardown();
  void ping();
  void leave();
  void finish();
  // Calls the application, whose exceptions are bugs: they end the socket with 1011.
  template <typename Act>
  void call(const Act& act);

  IoLoop& loop_;
  std::optional<websocket::stream<SocketStream, false>> stream_;
  std::function<SocketEvents(std::shared_ptr<Socket>)> open_;
  SocketEvents events_;
  std::shared_ptr<SocketHandle> handle_;
  std::string message_;  // what has arrived of it, and room for more
  std::size_t held_ = 0;
  std::vector<SocketHandle::Text> outgoing_;
  std::size_t next_ = 0;  // of outgoing_
  std::optional<websocket::close_reason> ending_;
  Phase phase_ = Phase::accepting;
  int unanswered_ = 0;
  bool writing_ = false;
  bool pinging_ = false;
};

SocketConnection::SocketConnection(IoLoop& loop, TcpSocket socket,
                                   std::function<SocketEvents(std::shared_ptr<Socket>)> open)
    : loop_(loop), stream_(std::in_place, std::move(socket)), open_(std::move(open)) {
  stream_->read_message_max(loop.core().limits.socket_message_bytes);
  stream_->next_layer().on_teardown = [this] { on_teardown(); };
  stream_->auto_fragment(false);  // and with it the write buffer of each socket
}

void SocketConnection::start(const Request& request) {
  const std::weak_ptr<SocketConnection> weak = self();
  handle_ = std::make_shared<SocketHandle>(loop_.inbox(), weak, loop_.core().limits.socket_backlog_bytes);
  loop_.keep(self());
  deadline_ = loop_.deadline_in(k_close_time);
  stream_->control_callback([this](websocket::frame_type, beast::string_view) { unanswered_ = 0; });
  auto handshake = std::make_shared<HandshakeRequest>(handshake_of(request));
  stream_->async_accept(*handshake, [self = self(), handshake](beast::error_code error) {
    if (self->phase_ != Phase::accepting) return;
    if (error) return self->finish();
    self->on_accepted();
  });
}

template <typename Act>
void SocketConnection::call(const Act& act) {
  try {
    return act();
  } catch (const std::exception& error) {
    log::error("socket_handler_failed", {{"what", std::string_view{error.what()}}});
  } catch (...) {
    log::error("socket_handler_failed");
  }
  end(websocket::close_code::internal_error, "Something went wrong inside the server.");
}

void SocketConnection::on_accepted() {
  phase_ = Phase::open;
  deadline_ = loop_.deadline_in(loop_.core().limits.socket_ping);
  call([this] {
    if (open_) events_ = open_(handle_);
    open_ = nullptr;
  });
  if (ending_) flush();  // the server stops, or `open` threw
  if (phase_ == Phase::open) read();
}

void SocketConnection::read() {
  // Little while nothing comes, for most sockets are silent most of the time. Not async_read: it looks at the frame that
  // a close under way is about to discard.
  message_.resize(held_ + (held_ == 0 ? k_first_read : k_next_read));
  const auto room = boost::asio::buffer(message_.data() + held_, message_.size() - held_);
  stream_->async_read_some(room, [self = self()](beast::error_code error, std::size_t count) {
    if (self->phase_ == Phase::finished) return;
    if (error) return self->finish();
    self->held_ += count;
    if (self->stream_->is_message_done()) self->on_message();
    // A close reads by itself until it is answered.
    if (self->phase_ == Phase::open) self->read();
  });
}

void SocketConnection::on_message() {
  unanswered_ = 0;
  const std::string message = std::exchange(message_, {});
  const std::string_view text = std::string_view{message}.substr(0, std::exchange(held_, 0));
  if (phase_ != Phase::open) return;
  if (stream_->got_binary()) return end(websocket::close_code::unknown_data, "Only text is spoken here.");
  // Beast 1.81 forgets a character that is cut off when the last fragment is empty.
  if (!websocket::detail::check_utf8(text.data(), text.size())) {
    return end(websocket::close_code::bad_payload, "Text must be UTF-8.");
  }
  if (events_.on_text) call([this, text] { events_.on_text(text); });
}

void SocketConnection::flush() {
  if (phase_ == Phase::open && !writing_) write_next();
}

void SocketConnection::write_next() {
  if (next_ == outgoing_.size()) {
    next_ = 0;
    outgoing_ = {};
    if (!handle_->take(outgoing_)) {
      if (ending_) begin_close();
      return;
    }
  }
  writing_ = true;
  const auto& text = *outgoing_[next_];
  stream_->async_write(boost::asio::buffer(text), [self = self()](beast::error_code error, std::size_t) {
    self->writing_ = false;
    if (self->phase_ == Phase::finished) return;
    self->handle_->written(self->outgoing_[self->next_]->size());
    self->outgoing_[self->next_].reset();
    ++self->next_;
    if (error) return self->finish();
    if (self->phase_ == Phase::open) self->write_next();
  });
}

void SocketConnection::end(std::uint16_t code, std::string_view reason) {
  if (phase_ == Phase::closing || phase_ == Phase::finished || ending_) return;
  ending_.emplace(code);
  // RFC 6455, 5.5.1: a control frame carries 125 bytes, two of them the code.
  ending_->reason = boost::beast::string_view{reason}.substr(0, 123);
  deadline_ = loop_.deadline_in(k_close_time);
  if (phase_ == Phase::open && !writing_) write_next();
}

void SocketConnection::give_up() {
  if (phase_ != Phase::open) return phase_ == Phase::accepting ? finish() : void();
  ending_ = websocket::close_reason{websocket::close_code::try_again_later, "Too much waits for this reader."};
  begin_close();
}

void SocketConnection::begin_close() {
  if (phase_ != Phase::open) return;
  phase_ = Phase::closing;
  handle_->mark_closed();
  deadline_ = loop_.deadline_in(k_close_time);
  stream_->async_close(*ending_, [self = self()](beast::error_code) { self->finish(); });
}

void SocketConnection::on_deadline() {
  if (phase_ != Phase::open || ending_ || unanswered_ >= k_pings_unanswered) return finish();
  ++unanswered_;
  deadline_ = loop_.deadline_in(loop_.core().limits.socket_ping);
  ping();
}

void SocketConnection::ping() {
  if (pinging_) return;  // it waits behind a write that does not get through
  pinging_ = true;
  stream_->async_ping({}, [self = self()](beast::error_code) { self->pinging_ = false; });
}

void SocketConnection::on_teardown() {
  if (phase_ == Phase::finished) return;
  phase_ = Phase::closing;
  deadline_ = loop_.deadline_in(k_hang_up_time);
  leave();
}

// For the application the socket has ended.
void SocketConnection::leave() {
  handle_->mark_closed();
  open_ = nullptr;
  const SocketEvents events = std::exchange(events_, {});
  if (events.on_close) call(events.on_close);
}

void SocketConnection::finish() {
  if (phase_ == Phase::finished) return;
  phase_ = Phase::finished;
  beast::error_code ignored;
  stream_->next_layer().next_layer().close(ignored);
  leave();
  loop_.release(*this);
  // Beast parks an operation that waits for another within the stream, and a peer that breaks the protocol while this
  // side closes makes two of them wait for each other. The handlers in there own this object: let go of them, but not
  // before the operations of the socket, which use the stream, have come back.
  boost::asio::post(loop_.context(), [self = self()] { self->stream_.reset(); });
}

}  // namespace

void open_socket(IoLoop& loop, TcpSocket socket, const Request& request,
                 std::function<SocketEvents(std::shared_ptr<Socket>)> open) {
  std::make_shared<SocketConnection>(loop, std::move(socket), std::move(open))->start(request);
}

}  // namespace recado::net
