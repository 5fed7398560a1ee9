#include "simulator/twilio_api.h"

#include <chrono>
#include <exception>
#include <utility>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "base/log.h"
#include "simulator/graph_media.h"
#include "simulator/send_message.h"
#include "simulator/twilio_call.h"
#include "simulator/twilio_messages.h"
#include "simulator/twilio_updates.h"

namespace recado::simulator {

namespace {

constexpr std::chrono::seconds k_slow_file{5};

net::Response missing(const net::Request& request) {
  return to_response(TwilioError{404, 20404, "The requested resource " + request.path + " was not found"});
}

net::Response unknown_caller() { return to_response(TwilioError{401, 20003, "Authenticate"}); }

std::string number_sid(std::string_view kind, const Number& number) {
  return std::string{kind} + crypto::sha256_hex(number.id).substr(0, 32);
}

net::Response account_json(const TwilioCall& call) {
  JsonWriter out;
  out.begin_object().member("sid", call.account).member("owner_account_sid", call.account);
  out.member("friendly_name", "Simulator").member("status", "active").member("type", "Full");
  out.member("uri", "/2010-04-01/Accounts/" + call.account + ".json").end_object();
  return twilio_json(200, std::move(out).text());
}

net::Response phone_numbers(const TwilioCall& call) {
  JsonWriter out;
  out.begin_object().key("incoming_phone_numbers").begin_array();
  for (const Number& number : call.numbers) {
    out.begin_object().member("sid", number_sid("PN", number)).member("phone_number", "+" + number.phone);
    out.member("friendly_name", number.display_name).member("account_sid", call.account).end_object();
  }
  out.end_array().member("page", 0).member("page_size", 50).key("next_page_uri").null().end_object();
  return twilio_json(200, std::move(out).text());
}

void write_sender(JsonWriter& out, const Number& number) {
  out.begin_object().member("sid", number_sid("XE", number)).member("sender_id", twilio_address(number));
  out.member("status", "ONLINE").key("webhook").begin_object().member("callback_url", number.webhook_url);
  out.member("callback_method", "POST").member("status_callback_url", number.webhook_url).end_object();
  out.key("profile").begin_object().member("name", number.display_name).end_object();
  out.key("properties").begin_object().member("quality_rating", "HIGH").end_object().end_object();
}

}  // namespace

void TwilioApi::add_routes(net::Server& server) {
  // A send may take its time (a fault) or fetch a file: not on a server thread.
  const net::AsyncHandler handler = [this](std::shared_ptr<const net::Request> request, net::Respond respond) {
    tasks_.run_after(std::chrono::milliseconds{0},
                     [this, request = std::move(request), respond = std::move(respond)] { answer(*request, respond); });
  };
  for (const char* method : {"GET", "POST", "DELETE"}) server.route_async(method, "/2010-04-01/{path...}", handler);
  server.route("GET", "/v2/Channels/Senders", [this](const net::Request& request) { return senders(request); });
  server.route("POST", "/v2/Indicators/Typing.json", [this](const net::Request& request) { return typing(request); });
  server.route_async("GET", "/twilio-media/{path...}",
                     [this](const std::shared_ptr<const net::Request>& request, const net::Respond& respond) {
                       const MediaFault fault = faults_.take_media();
                       auto response = spoiled(file(*request), fault);
                       if (fault != MediaFault::slow) return respond(std::move(response));
                       tasks_.run_after(k_slow_file, [respond, response = std::move(response)] { respond(response); });
                     });
}

void TwilioApi::answer(const net::Request& request, const net::Respond& respond) try {
  const auto call = ledger_.read([&](const World& world) { return read_twilio_call(request, world); });
  if (!call) return respond(to_response(call.error()));
  const bool is_send = call->method == "POST" && call->path.size() == 1 && call->path[0] == "Messages";
  if (!is_send) return respond(read(*call));
  SendAnswer sent = TwilioSending{ledger_, faults_, media_, client_}(*call, clock_.now());
  if (sent.delay.count() == 0) return respond(std::move(sent.response));
  tasks_.run_after(sent.delay, [respond, response = std::move(sent.response)] { respond(response); });
} catch (const std::exception& error) {
  log::error("simulator_call_failed", {{"path", request.path}, {"what", std::string_view{error.what()}}});
  respond(to_response(TwilioError{500, 20500, "The simulator failed."}));
}

net::Response TwilioApi::read(const TwilioCall& call) const {
  if (call.method != "GET") return missing(call.http);
  if (call.path.empty()) return account_json(call);
  if (call.path[0] == "IncomingPhoneNumbers") return phone_numbers(call);
  if (call.path[0] != "Messages" || call.path.size() > 4) return missing(call.http);
  return ledger_.read([&](const World& world) {
    if (call.path.size() == 1) return list_twilio_messages(call, world);
    if (call.path.size() == 2) return show_twilio_message(call, world, call.path[1]);
    return call.path[2] == "Media" ? twilio_media(call, world, media_, clock_.now()) : missing(call.http);
  });
}

net::Response TwilioApi::senders(const net::Request& request) const {
  const auto numbers = ledger_.read([&](const World& world) { return twilio_numbers(request, world); });
  if (numbers.empty()) return unknown_caller();
  JsonWriter out;
  out.begin_object().key("senders").begin_array();
  for (const Number& number : numbers) write_sender(out, number);
  out.end_array().key("meta").begin_object().member("page", 0).member("page_size", 50).member("key", "senders");
  out.key("next_page_url").null().key("previous_page_url").null().end_object().end_object();
  return twilio_json(200, std::move(out).text());
}

// The customer sees dots, and that what they wrote was read.
net::Response TwilioApi::typing(const net::Request& request) {
  const auto numbers = ledger_.read([&](const World& world) { return twilio_numbers(request, world); });
  if (numbers.empty()) return unknown_caller();
  const auto form = net::Query::parse(request.body);
  const std::string message{form.get("messageId").value_or("")};
  const bool read = ledger_.change([&](Change& change) {
    for (const Number& number : numbers) {
      if (mark_read(change, number.id, message)) return true;
    }
    return false;
  });
  return read ? twilio_json(200, R"({"success":true})") : missing(request);
}

// Where a medium's redirect leads: good without a token, for a few minutes.
net::Response TwilioApi::file(const net::Request& request) const {
  const auto parameter = [&](std::string_view name) { return request.query.get(name).value_or(""); };
  net::Response response;
  const auto media = media_.open(parameter("mid"), parameter("ext"), parameter("hash"), clock_.now());
  response.status = media ? 200 : 403;
  if (!media) return response;
  response.headers.set("Content-Type", media->mime);
  response.body = *media->bytes;
  return response;
}

}  // namespace recado::simulator
