// How HttpConnection has a request answered: by a handler on a worker, by one on this thread, or by itself.
#include <exception>
#include <utility>

#include "base/log.h"
#include "net/http_connection.h"
#include "net/socket_connection.h"
#include "net/socket_handshake.h"
#include "net/ticket.h"

namespace recado::net {
namespace {

// Runs `act`, whose exceptions are bugs or a library's: they are logged and become 500.
template <typename Act>
void answer_500_when_it_throws(const ServerCore& core, Ticket& ticket, std::string_view route, const Act& act) {
  try {
    return act();
  } catch (const std::exception& error) {
    log::error("handler_failed", {{"route", route}, {"what", std::string_view{error.what()}}});
  } catch (...) {
    log::error("handler_failed", {{"route", route}});
  }
  ticket.answer(core.problem(500, "Something went wrong inside the server."));
}

Response too_busy(const ServerCore& core) {
  Response response = core.problem(503, "The server has more requests waiting than it can take.");
  response.headers.set("Retry-After", "1");
  return response;
}

}  // namespace

void HttpConnection::dispatch() {
  phase_ = Phase::handling;
  deadline_ = k_no_deadline;
  if (const auto refusal = reader_->refusal()) return refuse(refusal->status, refusal->message);
  const Wants wants = reader_->wants_socket() ? Wants::socket : Wants::answer;
  RouteMatch match = loop_.core().router.find(request_->method, request_->raw_path, wants);
  if (match.route == nullptr) return dispatch_nowhere(match);
  request_->path_args = std::move(match.args);
  const Route& route = *match.route;
  if (const auto* handler = std::get_if<AsyncHandler>(&route.target)) return dispatch(*handler, route.pattern);
  if (const auto* handler = std::get_if<Handler>(&route.target)) return dispatch(*handler, route.pattern);
  dispatch(std::get<SocketHandler>(route.target), route.pattern);
}

void HttpConnection::dispatch_nowhere(const RouteMatch& match) {
  const ServerCore& core = loop_.core();
  if (match.socket_only) {
    Response response = core.problem(426, "This address is a WebSocket.");
    response.headers.set("Upgrade", "websocket");
    return respond(std::move(response));
  }
  if (!match.allow.empty()) {
    Response response = core.problem(405, "The method is not allowed here.");
    response.headers.set("Allow", match.allow);
    return respond(std::move(response));
  }
  if (core.fallback) return dispatch(core.fallback, "fallback");
  respond(core.problem(404, "There is nothing at this address."));
}

void HttpConnection::dispatch(const AsyncHandler& handler, std::string_view route) {
  auto ticket = std::make_shared<Ticket>(loop_.inbox(), self(), turn_);
  answer_500_when_it_throws(loop_.core(), *ticket, route, [&] {
    handler(request_, [ticket](Response response) { ticket->answer(std::move(response)); });
  });
}

void HttpConnection::dispatch(const Handler& handler, std::string_view route) {
  auto ticket = std::make_shared<Ticket>(loop_.inbox(), self(), turn_);
  const ServerCore& core = loop_.core();
  const bool queued = loop_.core().workers.try_push([&core, &handler, route, ticket, request = request_] {
    answer_500_when_it_throws(core, *ticket, route, [&] { ticket->answer(handler(*request)); });
  });
  if (!queued) respond(too_busy(core));
}

void HttpConnection::dispatch(const SocketHandler& handler, std::string_view route) {
  if (const auto wrong = handshake_error(*request_)) {
    Response response = loop_.core().problem(wrong->status, wrong->message);
    if (wrong->status == 426) response.headers.set("Sec-WebSocket-Version", "13");
    return respond(std::move(response));
  }
  if (!buffer_.empty()) return refuse(400, "Nothing may follow a WebSocket request before its answer.");
  auto ticket = std::make_shared<Ticket>(loop_.inbox(), self(), turn_);
  const ServerCore& core = loop_.core();
  const bool queued = loop_.core().workers.try_push([&core, &handler, route, ticket, request = request_] {
    answer_500_when_it_throws(core, *ticket, route, [&] { ticket->answer(handler(*request)); });
  });
  if (!queued) respond(too_busy(core));
}

void HttpConnection::answer_plan(std::uint32_t turn, SocketPlan plan) {
  if (phase_ != Phase::handling || turn != turn_) return;
  if (plan.refusal) return answer(turn, std::move(*plan.refusal));
  if (loop_.core().draining) return answer(turn, loop_.core().problem(503, "The server is stopping."));
  loop_.count_answer();
  open_socket(loop_, std::move(socket_), *request_, std::move(plan.open));
  phase_ = Phase::closed;
  loop_.release(*this);
}

}  // namespace recado::net
