#include "server/webhook_parse.h"

#include <boost/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "net/http_client.h"
#include "providers/meta/challenge.h"
#include "server/webhook_event_json.h"
#include "server/wired_providers.h"

namespace recado {

namespace {

constexpr std::string_view k_known = "--provider meta, twilio or kapso";

struct RecordedRequest {
  std::string method;
  net::Query query;
  std::string event;  // what the provider names outside of the body
  std::string body;
};

std::string text_of(const boost::json::object& line, std::string_view key) {
  const auto* value = line.if_contains(key);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

net::Query query_of(const boost::json::object& line) {
  std::string text;
  if (const auto* query = line.if_contains("query"); query != nullptr && query->is_object()) {
    for (const auto& [name, value] : query->get_object()) {
      if (!value.is_string()) continue;
      if (!text.empty()) text += '&';
      text +=
          net::percent_encode({name.data(), name.size()}) + "=" + net::percent_encode(std::string{value.get_string()});
    }
  }
  return net::Query::parse(text);
}

std::string header_of(const boost::json::object& line, std::string_view wanted) {
  net::Headers headers;
  if (const auto* given = line.if_contains("headers"); given != nullptr && given->is_object()) {
    for (const auto& [name, value] : given->get_object()) {
      if (value.is_string()) headers.add(std::string{name}, std::string{value.get_string()});
    }
  }
  return std::string{headers.get(wanted)};
}

Result<RecordedRequest> request_from(const std::string& line, const WebhookNames& names) {
  boost::system::error_code failed;
  const boost::json::value value = boost::json::parse(line, failed);
  if (failed || !value.is_object()) return invalid("line", "A line is not a JSON object.");
  const boost::json::object& object = value.get_object();
  auto body = crypto::from_base64(text_of(object, "body_base64"));
  if (!body) return body.error();
  RecordedRequest request{text_of(object, "method"), query_of(object), {}, std::move(*body)};
  if (!names.event_header.empty()) request.event = header_of(object, names.event_header);
  if (!names.event_query.empty()) request.event = request.query.get(names.event_query).value_or("");
  return request;
}

// Something is extracted unless every event says that it was not.
bool carries_something(const Delivery& delivery) {
  return std::ranges::any_of(delivery.events, [](const WebhookEvent& event) {
    return !std::holds_alternative<IgnoredEvent>(event) && !std::holds_alternative<BrokenItem>(event);
  });
}

std::string handshake_answer(const RecordedRequest& request, std::string_view verify_token) {
  const auto answer = meta::answer_challenge(request.query, verify_token);
  JsonWriter json;
  json.begin_object().member("outcome", answer ? "verify" : "reject").key("events").begin_array().end_array();
  if (answer) json.member("response_body", *answer);
  return std::move(json.end_object()).text();
}

std::string delivery_answer(const RecordedRequest& request, const WebhookReader& reader) {
  const Result<Delivery> delivery = reader.read({request.event, request.body});
  JsonWriter json;
  json.begin_object();
  if (!delivery) {
    json.member("outcome", "reject").member("reason", delivery.error().message).key("events").begin_array().end_array();
    return std::move(json.end_object()).text();
  }
  json.member("outcome", carries_something(*delivery) ? "process" : "ignore").key("events").begin_array();
  for (const WebhookEvent& event : delivery->events) write_event(json, event);
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace

int run_webhook_parse(std::string_view provider, std::string_view verify_token, std::istream& in, std::ostream& out) {
  net::HttpClient http;
  const server::WiredProviders wired{http};
  const auto named = provider_from(provider);
  const ProviderParts parts = named ? wired.providers.of(*named) : ProviderParts{};
  if (parts.reader == nullptr) {
    std::cerr << "recado webhook parse: there is no provider '" << provider << "'. Use " << k_known << ".\n";
    return 2;
  }
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    const auto request = request_from(line, parts.names);
    if (!request) {
      std::cerr << "recado webhook parse: " << request.error().message << '\n';
      return 2;
    }
    const bool handshake = request->method == "GET" && named == Provider::meta;
    out << (handshake ? handshake_answer(*request, verify_token) : delivery_answer(*request, *parts.reader)) << '\n';
  }
  return 0;
}

}  // namespace recado
