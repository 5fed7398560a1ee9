#include "net/server.h"

#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/log.h"
#include "net/http_connection.h"
#include "net/io_loop.h"
#include "net/listener.h"
#include "net/server_core.h"

namespace recado::net {
namespace {

// A descriptor on its way to a loop; closed when it does not arrive.
class Arrival {
 public:
  explicit Arrival(int descriptor) : descriptor_(descriptor) {}
  Arrival(Arrival&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Arrival& operator=(Arrival&&) = delete;
  ~Arrival() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  void move_in(IoLoop& loop) {
    const ServerCore& core = loop.core();
    if (core.draining || core.open() >= core.limits.connections) return;
    TcpSocket socket{loop.context()};
    boost::system::error_code error;
    // The protocol matters only to asio's bookkeeping.
    socket.assign(asio::ip::tcp::v4(), descriptor_, error);
    if (error) return;
    descriptor_ = -1;
    std::make_shared<HttpConnection>(loop, std::move(socket))->start();
  }

 private:
  int descriptor_;
};

}  // namespace

struct Server::State {
  explicit State(ServerOptions given) : options(std::move(given)) { core.limits = options.limits; }

  void hand_out(int descriptor) {
    IoLoop& loop = *loops[next_loop++ % loops.size()];
    Arrival arrival{descriptor};
    if (loop.inbox()->here()) return arrival.move_in(loop);
    loop.inbox()->push([&loop, arrival = std::move(arrival)]() mutable { arrival.move_in(loop); });
  }

  ServerOptions options;
  ServerCore core;
  std::vector<std::unique_ptr<IoLoop>> loops;
  std::unique_ptr<Listener> listener;
  std::size_t next_loop = 0;  // only the listener's thread
  std::vector<std::thread> threads;
};

Server::Server(ServerOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Server::~Server() { stop(std::chrono::milliseconds{0}); }

void Server::route(std::string method, const std::string& pattern, Handler handler) {
  state_->core.router.add(std::move(method), pattern, std::move(handler));
}

void Server::allow_large_body(std::string method, std::string path, std::size_t bytes) {
  state_->core.large_bodies.allow(std::move(method), std::move(path), bytes);
}

void Server::route_async(std::string method, const std::string& pattern, AsyncHandler handler) {
  state_->core.router.add(std::move(method), pattern, std::move(handler));
}

void Server::route_socket(const std::string& pattern, SocketHandler handler) {
  state_->core.router.add({}, pattern, std::move(handler));
}

void Server::fallback(Handler handler) { state_->core.fallback = std::move(handler); }

void Server::problems(std::function<Response(int, std::string_view)> make) { state_->core.problems = std::move(make); }

Result<void> Server::start() {
  State& state = *state_;
  const int threads = std::max(1, state.options.io_threads);
  for (int i = 0; i < threads; ++i) state.loops.push_back(std::make_unique<IoLoop>(state.core));
  state.listener = std::make_unique<Listener>(state.loops.front()->context(),
                                              [&state](int descriptor) { state.hand_out(descriptor); });
  if (auto bound = state.listener->bind(state.options.address, state.options.port); !bound) {
    state.listener.reset();
    state.loops.clear();
    return bound;
  }
  state.core.workers.start(std::max(1, state.options.worker_threads), state.options.limits.queued_requests);
  state.listener->start();
  for (const auto& loop : state.loops) state.threads.emplace_back([&loop = *loop] { loop.run(); });
  return {};
}

std::uint16_t Server::port() const { return state_->listener ? state_->listener->port() : 0; }

void Server::stop(std::chrono::milliseconds grace) {
  State& state = *state_;
  if (state.threads.empty()) return;
  state.core.draining = true;
  state.loops.front()->inbox()->push([&state] { state.listener->close(); });
  for (const auto& loop : state.loops) loop->inbox()->push([&loop = *loop] { loop.drain(); });
  if (!state.core.wait_until_all_closed(grace) && grace.count() > 0) {
    log::warn("connections_cut", {{"open", static_cast<std::int64_t>(state.core.open())}});
  }
  for (const auto& loop : state.loops) {
    loop->inbox()->push([&loop = *loop] {
      loop.cut();
      loop.end();
    });
  }
  for (std::thread& thread : state.threads) thread.join();
  state.threads.clear();
  state.core.workers.stop();
}

std::size_t Server::open_connections() const { return state_->core.open(); }

std::uint64_t Server::answered() const {
  std::uint64_t sum = 0;
  for (const auto& loop : state_->loops) sum += loop->answered();
  return sum;
}

}  // namespace recado::net
