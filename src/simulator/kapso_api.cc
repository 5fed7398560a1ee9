#include "simulator/kapso_api.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/json_writer.h"
#include "base/log.h"
#include "simulator/kapso_history.h"
#include "simulator/kapso_webhooks_api.h"

namespace recado::simulator {

namespace {

constexpr std::string_view k_platform = "/platform/v1";
constexpr std::string_view k_proxy = "/meta/whatsapp";

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    if (end > 0) out.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

bool is_version(std::string_view segment) {
  return segment.size() > 1 && segment[0] == 'v' && segment[1] >= '0' && segment[1] <= '9';
}

std::string number_json(const Number& number) {
  JsonWriter out;
  out.begin_object().member("id", number.id).member("phone_number_id", number.id).member("name", number.display_name);
  out.member("business_account_id", number.account_id).member("kind", "production").member("is_coexistence", false);
  out.member("display_name", number.display_name).member("display_phone_number", "+" + number.phone);
  out.member("display_phone_number_normalized", number.phone).member("verified_name", number.display_name);
  out.member("quality_rating", "GREEN").member("code_verification_status", "VERIFIED").member("status", "CONNECTED");
  out.member("inbound_processing_enabled", true).member("calls_enabled", false).end_object();
  return std::move(out).text();
}

net::Response numbers(const KapsoCall& call) {
  std::vector<std::string> rows;
  for (const Number& number : call.numbers) {
    const std::string wanted = call.query("phone_number_id");
    if (wanted.empty() || wanted == number.id) rows.push_back(number_json(number));
  }
  return kapso_numbered_page(call, rows);
}

net::Response whatsapp(const KapsoCall& call, Ledger& ledger) {
  const std::string_view what = call.path.size() > 1 ? std::string_view{call.path[1]} : std::string_view{};
  const bool reads = call.method == "GET";
  if (what == "messages" && reads && call.path.size() == 2) {
    return list_kapso_messages(call, ledger, call.query("phone_number_id"));
  }
  if (what == "messages" && reads && call.path.size() == 3) return show_kapso_message(call, ledger, call.path[2]);
  if (what == "conversations" && reads && call.path.size() == 2) {
    return list_kapso_conversations(call, ledger, call.query("phone_number_id"));
  }
  if (what == "conversations" && reads && call.path.size() == 3) {
    return show_kapso_conversation(call, ledger, call.path[2]);
  }
  if (what != "phone_numbers") return kapso_error(404, "Not found");
  if (call.path.size() == 2) return reads ? numbers(call) : kapso_error(404, "Not found");
  const Number* number = call.number(call.path[2]);
  if (!number) return kapso_error(404, "Phone number not found");
  if (call.path.size() == 3 && reads) return kapso_data(200, number_json(*number));
  const bool webhooks = (call.path.size() == 4 || call.path.size() == 5) && call.path[3] == "webhooks";
  return webhooks ? kapso_webhooks(call, ledger) : kapso_error(404, "Not found");
}

// What the proxy has beside Graph's own paths. Nothing when it is Graph's to answer.
std::optional<net::Response> proxy_only(const KapsoCall& call, const Ledger& ledger) {
  if (call.method != "GET" || call.path.size() < 2) return {};
  if (call.path[0] == "conversations" && call.path.size() == 2) {
    return show_kapso_conversation(call, ledger, call.path[1]);
  }
  if (!call.number(call.path[0])) return {};
  if (call.path[1] == "messages" && call.path.size() == 2) return list_kapso_messages(call, ledger, call.path[0]);
  if (call.path[1] == "messages" && call.path.size() == 3) return show_kapso_message(call, ledger, call.path[2]);
  if (call.path[1] == "conversations") return list_kapso_conversations(call, ledger, call.path[0]);
  return {};
}

bool is_decimal(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

void KapsoApi::add_routes(net::Server& server) {
  const net::AsyncHandler proxied = [this](std::shared_ptr<const net::Request> request, net::Respond respond) {
    tasks_.run_after(std::chrono::milliseconds{0},
                     [this, request = std::move(request), respond = std::move(respond)] { proxy(*request, respond); });
  };
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    server.route(method, std::string{k_platform} + "/{path...}",
                 [this](const net::Request& request) { return platform(request); });
    server.route_async(method, std::string{k_proxy} + "/{path...}", proxied);
  }
}

net::Response KapsoApi::platform(const net::Request& request) {
  const auto key = kapso_key_of(request);
  KapsoCall call{.method = request.method, .http = request};
  call.path = segments(std::string_view{request.path}.substr(k_platform.size()));
  call.numbers = ledger_.read([&](const World& world) { return kapso_numbers(world, key); });
  if (call.numbers.empty()) return kapso_error(401, "Invalid API key");
  if (call.path.empty() || call.path[0] != "whatsapp") return kapso_error(404, "Not found");
  return whatsapp(call, ledger_);
}

void KapsoApi::proxy(const net::Request& request, const net::Respond& respond) try {
  const auto key = kapso_key_of(request);
  KapsoCall call{.method = request.method, .http = request};
  call.numbers = ledger_.read([&](const World& world) { return kapso_numbers(world, key); });
  if (call.numbers.empty()) return respond(kapso_error(401, "Invalid API key"));
  net::Request graph = request;
  graph.path = request.path.substr(k_proxy.size());
  graph.headers.set("Authorization", "Bearer " + key);
  call.path = segments(graph.path);
  if (!call.path.empty() && is_version(call.path[0])) call.path.erase(call.path.begin());
  if (auto own = proxy_only(call, ledger_)) return respond(std::move(*own));
  const bool is_media = call.path.size() == 1 && is_decimal(call.path[0]) && !call.number(call.path[0]);
  const bool is_account = std::ranges::any_of(
      call.numbers, [&](const Number& number) { return is_media && number.account_id == call.path[0]; });
  if (is_media && !is_account && call.query("phone_number_id").empty()) {
    return respond(kapso_error(400, "phone_number_id is required"));
  }
  const bool is_send = call.method == "POST" && call.path.size() == 2 && call.path[1] == "messages";
  if (is_send && faults_.take_send_if(SendFault::in_flight)) {
    return respond(kapso_error(409, "Another message is in flight for this conversation"));
  }
  graph_.answer(graph, respond, "kapso");
} catch (const std::exception& error) {
  log::error("simulator_call_failed", {{"path", request.path}, {"what", std::string_view{error.what()}}});
  respond(kapso_error(502, "The simulator failed."));
}

}  // namespace recado::simulator
