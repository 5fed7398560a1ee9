// One HTTP/1.1 connection: reads a request, has it answered, writes the answer, and so on. A state machine without
// threads; everything runs on the loop's thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "net/connection.h"
#include "net/io_loop.h"
#include "net/read_buffer.h"
#include "net/request_reader.h"
#include "net/router.h"
#include "net/tcp.h"

namespace recado::net {

class HttpConnection final : public Connection {
 public:
  HttpConnection(IoLoop& loop, TcpSocket socket);

  void start();

  // What a Ticket brings. `turn` counts the requests of a connection: an answer to an earlier one is ignored.
  void answer(std::uint32_t turn, Response response);
  void answer_nothing(std::uint32_t turn);           // the handler has let go of the request
  void more(std::uint32_t turn, std::string piece);  // the next of a stream
  void answer_plan(std::uint32_t turn, SocketPlan plan);

  void on_deadline() override;
  void drain() override;
  void cut() override { close(); }

 private:
  enum class Phase { waiting, reading, handling, writing, lingering, closed };

  std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }

  // Goes on as far as it can without waiting for the peer or the application.
  void advance();
  void await_readable();
  void await_writable();

  // http_connection_read.cc
  void begin_request();
  bool read_buffered();  // true when a request is there or refused
  void on_readable();
  void say_continue();
  void discard();

  void dispatch();
  void dispatch(const Handler& handler, std::string_view route);
  void dispatch(const AsyncHandler& handler, std::string_view route);
  void dispatch(const SocketHandler& handler, std::string_view route);
  void dispatch_nowhere(const RouteMatch& match);
  void respond(Response response);
  void refuse(int status, std::string_view message);

  void await_more();
  bool write_some();  // true when the response has left
  void after_response();
  void linger();
  void close();

  IoLoop& loop_;
  TcpSocket socket_;
  ReadBuffer buffer_;
  std::optional<RequestReader> reader_;
  std::shared_ptr<Request> request_;
  std::string remote_address_;
  Response response_;
  std::string head_;
  std::size_t written_ = 0;
  std::size_t stream_left_ = 0;
  std::uint32_t turn_ = 0;
  Phase phase_ = Phase::waiting;
  bool advancing_ = false;
  bool awaiting_readable_ = false;
  bool close_after_ = false;
  bool body_hidden_ = false;  // the answer to HEAD
  bool said_continue_ = false;
  bool has_more_time_ = false;  // for a large body
};

}  // namespace recado::net
