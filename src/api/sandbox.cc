#include "api/sandbox.h"

#include <exception>
#include <utility>

#include "api/json_body.h"
#include "api/problem.h"

namespace recado::api {
namespace {

constexpr int k_calls_at_once = 32;
constexpr std::size_t k_calls_waiting = 32;
// The simulator answers a waiting phone after 25 s at most.
constexpr std::chrono::milliseconds k_longest_call{35'000};
constexpr std::string_view k_prefix = "/v1/sandbox/";

// A "." or ".." would leave /control.
bool stays_below(std::string_view path) {
  while (true) {
    const auto slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string url_of(const Sandbox& sandbox, const net::Request& request) {
  std::string url = sandbox.url + "/control/" + request.raw_path.substr(k_prefix.size());
  char before = '?';
  for (const auto& [name, value] : request.query.all()) {
    url += before + net::percent_encode(name) + '=' + net::percent_encode(value);
    before = '&';
  }
  return url;
}

}  // namespace

MemberEndpoint get_sandbox(std::optional<Sandbox> sandbox) {
  return [sandbox = std::move(sandbox)](const Caller&, const net::Request&) -> Answer {
    JsonWriter json;
    json.begin_object().member("enabled", sandbox.has_value());
    if (sandbox) json.member("number_id", sandbox->number_id).member("phone", "+" + sandbox->phone);
    json.end_object();
    return json_answer(200, std::move(json));
  };
}

SandboxProxy::SandboxProxy(std::shared_ptr<const Gate> gate, net::HttpClient& http, std::optional<Sandbox> sandbox)
    : gate_(std::move(gate)), http_(http), sandbox_(std::move(sandbox)) {
  calls_.start(sandbox_ ? k_calls_at_once : 1, k_calls_waiting);
}

net::AsyncHandler SandboxProxy::handler() {
  return [self = shared_from_this()](std::shared_ptr<const net::Request> request, const net::Respond& respond) {
    SandboxProxy* proxy = self.get();
    const bool taken =
        self->calls_.try_push([proxy, request = std::move(request), respond] { respond(proxy->pass_on(*request)); });
    if (!taken) respond(problem(unavailable("Too many calls to the simulator wait already.", "Close other phones.")));
  };
}

net::Response SandboxProxy::pass_on(const net::Request& request) const {
  try {
    const auto caller = gate_->caller(request);
    if (!caller) return problem(caller.error());
    auto answer = ask_simulator(request);
    return answer ? std::move(*answer) : problem(answer.error());
  } catch (const std::exception& error) {
    return problem(internal(error.what()));
  }
}

Answer SandboxProxy::ask_simulator(const net::Request& request) const {
  if (!sandbox_) return not_found("No simulator runs beside this server.", "Start Recado with --sandbox.");
  const std::string_view path = std::string_view{request.path}.substr(k_prefix.size());
  if (!stays_below(path)) return not_found("There is nothing at this address.");
  if (request.body.size() > k_longest_body) return too_large("The body is larger than 256 KiB.");
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  net::ClientRequest call{.method = method, .url = url_of(*sandbox_, request), .timeout = k_longest_call};
  if (request.headers.has("Content-Type"))
    call.headers.set("Content-Type", std::string{request.headers.get("Content-Type")});
  call.body = request.body;
  const auto answered = http_.send(call);
  if (!answered) return unavailable("The simulator does not answer: " + answered.error().message, "Start it again.");
  const std::string_view type = answered->headers.get("Content-Type");
  // Outside its control API the simulator speaks as the provider does.
  if (answered->status >= 400 && !type.starts_with("application/problem+json")) {
    return problem(answered->status, "The simulator does not take this call.");
  }
  net::Response response = empty_answer(answered->status);
  response.headers.set("Content-Type", std::string{type});
  response.body = answered->body;
  return response;
}

}  // namespace recado::api
