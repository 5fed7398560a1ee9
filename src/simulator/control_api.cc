#include "simulator/control_api.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>

#include "base/json_writer.h"
#include "simulator/control_customers.h"
#include "simulator/control_numbers.h"
#include "simulator/control_reply.h"
#include "simulator/json_read.h"

namespace recado::simulator {

namespace {

constexpr std::int64_t k_longest_wait_ms = 25'000;

std::string text_of(const net::Request& request, std::string_view name) {
  return std::string{request.query.get(name).value_or("")};
}

std::string customer_of(const net::Request& request) { return std::string{request.path_arg("customer")}; }

// Seconds, with a fraction where one is wanted.
std::chrono::milliseconds wait_of(const net::Request& request) {
  const double seconds = std::strtod(text_of(request, "wait").c_str(), nullptr);
  const double most = static_cast<double>(k_longest_wait_ms) / 1000;
  return std::chrono::milliseconds{static_cast<std::int64_t>(std::clamp(seconds, 0.0, most) * 1000)};
}

}  // namespace

void ControlApi::add_routes(net::Server& server) {
  add_number_routes(server);
  add_customer_routes(server);
  add_fault_routes(server);
}

void ControlApi::add_number_routes(net::Server& server) {
  server.route("GET", "/control/numbers", [this](const net::Request&) {
    return control_json(ledger_.read([](const World& world) { return list_numbers(world); }));
  });
  server.route("PUT", "/control/numbers/{number}", [this](const net::Request& request) {
    return control_reply(put_number(ledger_, std::string{request.path_arg("number")}, request.body));
  });
  server.route("POST", "/control/numbers/{number}/verify", [this](const net::Request& request) {
    const Challenge challenge = [this](const std::string& url, const std::string& verify_token) {
      return challenge_webhook(client_, url, verify_token);
    };
    return control_reply(verify_number(ledger_, std::string{request.path_arg("number")}, challenge));
  });
}

void ControlApi::add_customer_routes(net::Server& server) {
  server.route("GET", "/control/customers", [this](const net::Request&) {
    return control_json(ledger_.read([](const World& world) { return list_customers(world); }));
  });
  server.route("PUT", "/control/customers/{customer}", [this](const net::Request& request) {
    return control_reply(put_customer(ledger_, customer_of(request), request.body));
  });
  server.route("POST", "/control/customers/{customer}/messages", [this](const net::Request& request) {
    return control_reply(post_customer_message(ledger_, customer_of(request), request.body, clock_.now()));
  });
  server.route("POST", "/control/customers/{customer}/read", [this](const net::Request& request) {
    return control_reply(post_customer_read(ledger_, customer_of(request), request.body, clock_.now()));
  });
  server.route("PUT", "/control/customers/{customer}/presence", [this](const net::Request& request) {
    return control_reply(put_presence(ledger_, customer_of(request), request.body, clock_.now()));
  });
  server.route_async("GET", "/control/customers/{customer}/thread",
                     [this](std::shared_ptr<const net::Request> request, const net::Respond& respond) {
                       poll_thread(request, respond);
                     });
}

void ControlApi::add_fault_routes(net::Server& server) {
  server.route("GET", "/control/faults", [this](const net::Request&) { return control_json(to_json(faults_.get())); });
  server.route("PUT", "/control/faults", [this](const net::Request& request) {
    const auto faults = parse_faults(request.body);
    if (!faults) return control_problem(faults.error());
    faults_.put(*faults);
    courier_.look_again();
    return control_json(to_json(*faults));
  });
  server.route("POST", "/control/clock", [this](const net::Request& request) { return forward_clock(request); });
  server.route("GET", "/control/deliveries", [this](const net::Request&) { return control_json(deliveries_json()); });
  server.route("POST", "/control/reset", [this](const net::Request&) {
    faults_.put({});
    ledger_.change([](Change& change) { change.commit(WorldReset{}); });
    return control_json("{}");
  });
}

net::Response ControlApi::forward_clock(const net::Request& request) {
  constexpr std::int64_t most_seconds = 400LL * 24 * 3600;
  const auto body = read_object(request.body);
  const auto* seconds = body ? body->if_contains("forward_seconds") : nullptr;
  if (!seconds || !seconds->is_int64() || seconds->get_int64() < 0 || seconds->get_int64() > most_seconds) {
    return control_problem(invalid("forward_seconds", "forward_seconds is a whole number of seconds, up to 400 days"));
  }
  clock_.forward(std::chrono::seconds{seconds->get_int64()});
  courier_.look_again();
  JsonWriter out;
  out.begin_object().member("now", clock_.now()).end_object();
  return control_json(std::move(out).text());
}

void ControlApi::poll_thread(const std::shared_ptr<const net::Request>& request, const net::Respond& respond) {
  const ThreadKey key{text_of(*request, "number_id"), customer_of(*request)};
  const std::string after = text_of(*request, "after");
  const auto answer = [this, key, respond] {
    respond(control_reply(ledger_.read([&](const World& world) { return show_thread(world, key); })));
  };
  const bool exists = ledger_.read([&](const World& world) { return show_thread(world, key).has_value(); });
  if (after.empty() || !exists) return answer();
  watch_.wait_for_change(key, std::atoll(after.c_str()), wait_of(*request), answer);
}

std::string ControlApi::deliveries_json() const {
  JsonWriter out;
  ledger_.read([&](const World& world) {
    out.begin_object().member("pending", world.updates.size()).member("acknowledged", world.acknowledged);
    out.member("attempts", courier_.attempts()).member("given_up", world.given_up).end_object();
  });
  return std::move(out).text();
}

}  // namespace recado::simulator
