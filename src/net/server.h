// The HTTP/1.1 and WebSocket server. One io_context per thread; a handler never runs on an io thread unless it says
// that it does not block. main wires it; api registers the routes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "net/http.h"

namespace recado::net {

// From any thread, also after the client or the server has gone; only the first call counts. When all copies are
// dropped without a call, the answer is 500.
using Respond = std::function<void(Response)>;

// Blocking work is fine: runs on the server's worker threads.
using Handler = std::function<Response(const Request&)>;
// Runs on the io thread and must not block: it starts something and answers later.
using AsyncHandler = std::function<void(std::shared_ptr<const Request>, Respond)>;

// One open WebSocket. Every member may be called from any thread.
class Socket {
 public:
  virtual ~Socket() = default;
  // Queues one text message; the bytes are shared between sockets, not copied. False when the socket is closed, or
  // closes now (code 1013, "try again later") because more than ServerLimits::socket_backlog_bytes wait for a slow reader.
  virtual bool send(std::shared_ptr<const std::string> text) = 0;
  // How many bytes wait for the reader now: whoever has much to send waits while it is high.
  virtual std::size_t backlog() const = 0;
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
};

struct SocketEvents {
  std::function<void(std::string_view text)> on_text;  // on the io thread; must not block
  std::function<void()> on_close;                      // called once, on the io thread; must not block
};

// Decides whether to take a WebSocket, on a worker thread. A Response refuses it; otherwise `open` gets the
// socket, on the io thread, once the peer has the answer to its handshake.
struct SocketPlan {
  std::optional<Response> refusal;
  std::function<SocketEvents(std::shared_ptr<Socket>)> open;
};
using SocketHandler = std::function<SocketPlan(const Request&)>;

struct ServerLimits {
  std::size_t body_bytes = 3 * 1024 * 1024;            // Meta's largest webhook; a larger body is answered 413
  std::size_t header_bytes = 16 * 1024;                // 431
  std::chrono::milliseconds request_time{30'000};      // from the first byte to the last of a request: 408
  std::size_t large_bodies_bytes = 128 * 1024 * 1024;  // of all large bodies that are held at one time; more: 503
  std::chrono::milliseconds large_body_time{300'000};  // instead of request_time
  std::chrono::milliseconds idle_time{75'000};         // between requests of one connection
  std::size_t socket_message_bytes = 64 * 1024;
  std::size_t socket_backlog_bytes = 1024 * 1024;
  std::chrono::milliseconds socket_ping{30'000};  // a peer that does not answer two in a row is closed
  std::size_t connections = 20000;                // more are closed at once
  std::size_t queued_requests = 1024;  // waiting for a worker thread; more are answered 503 with Retry-After: 1
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  int io_threads = 2;
  int worker_threads = 8;
  ServerLimits limits;
};

class Server {
 public:
  explicit Server(ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Routes are registered before start. A segment "{name}" matches one segment and "{name...}" the rest of the path.
  // An unknown path goes to the fallback (404 when none); a known path with another method is answered 405 with Allow.
  void route(std::string method, const std::string& pattern, Handler handler);
  // Requests of this path may have a body of up to so many bytes, whose length they must announce (411).
  void allow_large_body(std::string method, std::string path, std::size_t bytes);
  void route_async(std::string method, const std::string& pattern, AsyncHandler handler);
  void route_socket(const std::string& pattern, SocketHandler handler);
  void fallback(Handler handler);
  // Turns what the server itself refuses (400, 404, 405, 408, 413, 426, 431, 500, 501, 503) into a response; default is
  // plain text.
  void problems(std::function<Response(int status, std::string_view message)> make);

  // Binds and begins to answer. Fails with `unavailable` when the address cannot be bound.
  Result<void> start();
  std::uint16_t port() const;
  // Stops accepting, lets requests in flight finish (up to `grace`), closes sockets with 1001, joins the threads.
  void stop(std::chrono::milliseconds grace);

  // How many connections are open now, and how many requests were answered since the start: for /metrics.
  std::size_t open_connections() const;
  std::uint64_t answered() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::net
