#include "simulator/graph_api.h"

#include <algorithm>
#include <chrono>

#include "base/log.h"
#include "simulator/graph_accounts.h"
#include "simulator/graph_call.h"
#include "simulator/graph_media.h"
#include "simulator/graph_messages.h"
#include "simulator/graph_numbers.h"

namespace recado::simulator {

namespace {

net::Response answered(GraphResult<net::Response> result) {
  return result ? std::move(*result) : to_response(result.error());
}

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_send(const GraphCall& call) {
  return call.method == "POST" && call.path.size() == 2 &&
         (call.edge() == "messages" || call.edge() == "marketing_messages");
}

net::Response no_such_path(const GraphCall& call) {
  return to_response(path_missing(call.method, is_id(call.node()) ? call.edge() : call.node()));
}

}  // namespace

void GraphApi::add_routes(net::Server& server) {
  // A send may take its time (a fault) and a callback's challenge waits for the other side: neither on a server thread.
  const net::AsyncHandler handler = [this](std::shared_ptr<const net::Request> request, net::Respond respond) {
    tasks_.run_after(std::chrono::milliseconds{0}, [this, request = std::move(request), respond = std::move(respond)] {
      answer(*request, respond, "meta");
    });
  };
  for (const char* method : {"GET", "POST", "PUT", "DELETE"}) server.route_async(method, "/{path...}", handler);
}

void GraphApi::answer(const net::Request& request, const net::Respond& respond, std::string_view provider) try {
  const GraphCall call = read_graph_call(request, provider);
  if (call.node() == "whatsapp_business" && call.edge() == "attachments") return answer_download(call, respond);
  if (!is_send(call) || !is_id(call.node())) return respond(answer_node(call));
  SendAnswer sent = graph_messages(call, ledger_, faults_, media_, place_.clock.now());
  if (sent.delay.count() == 0) return respond(std::move(sent.response));
  tasks_.run_after(sent.delay, [respond, response = std::move(sent.response)] { respond(response); });
} catch (const std::exception& error) {
  log::error("simulator_call_failed", {{"path", request.path}, {"what", std::string_view{error.what()}}});
  respond(to_response(graph_error(1, "The simulator failed.")));
}

void GraphApi::answer_download(const GraphCall& call, const net::Respond& respond) {
  constexpr std::chrono::seconds k_slow_file{5};
  const MediaFault fault = faults_.take_media();
  net::Response response = spoiled(download_media(call, ledger_, media_, place_.clock.now()), fault);
  if (fault != MediaFault::slow) return respond(std::move(response));
  tasks_.run_after(k_slow_file, [respond, response = std::move(response)] { respond(response); });
}

net::Response GraphApi::answer_node(const GraphCall& call) {
  if (call.node() == "debug_token" && call.method == "GET")
    return answered(debug_token(call, ledger_, place_.clock.now()));
  if (!is_id(call.node()) || call.path.size() > 2) return no_such_path(call);

  const std::string id{call.node()};
  const Challenge challenge = [this](const std::string& url, const std::string& verify_token) {
    return challenge_webhook(client_, url, verify_token);
  };
  if (call.path.size() == 1 && media_.find(id)) {
    auto node = answered(media_node(call, ledger_, media_, base_url(call.http), place_.clock.now()));
    const bool is_announced = call.method == "GET" && faults_.get().media.kind == MediaFault::too_large;
    return is_announced ? announced_too_large(std::move(node)) : node;
  }
  const auto account = ledger_.read([&](const World& world) { return authorised_account(world, call, id); });
  if (account) {
    auto response = account_call(call, ledger_, *account, challenge);
    return response ? answered(std::move(*response)) : no_such_path(call);
  }
  const auto number = ledger_.read([&](const World& world) { return authorised_number(world, call, id); });
  if (!number) return to_response(number.error());
  if (call.path.size() == 1 && call.method == "GET") return answered(show_number(call, ledger_, *number));
  if (call.path.size() == 1 && call.method == "POST") return answered(set_number(call, ledger_, *number, challenge));
  if (call.edge() == "media" && call.method == "POST") return answered(upload_media(call, media_, *number));
  auto response = number_edge(call, ledger_, *number, place_.clock.now());
  return response ? answered(std::move(*response)) : no_such_path(call);
}

std::string GraphApi::base_url(const net::Request& request) const {
  // Clients send the provider's own host name: then only our address leads back here.
  const std::string host{request.headers.get("Host")};
  const std::string port = ":" + std::to_string(place_.port());
  return "http://" + (host.ends_with(port) ? host : "127.0.0.1" + port);
}

}  // namespace recado::simulator
