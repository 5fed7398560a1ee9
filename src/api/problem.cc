#include "api/problem.h"

#include <algorithm>
#include <charconv>

#include "base/crypto.h"
#include "base/json_writer.h"
#include "base/log.h"

namespace recado::api {
namespace {

struct Refusal {
  int status;
  std::string_view title;
  std::string_view code;
};

constexpr Refusal k_refusals[] = {
    {400, "Bad Request", "invalid"},
    {401, "Unauthorized", "unauthorized"},
    {403, "Forbidden", "forbidden"},
    {404, "Not Found", "not_found"},
    {405, "Method Not Allowed", "method_not_allowed"},
    {408, "Request Timeout", "too_slow"},
    {409, "Conflict", "conflict"},
    {413, "Content Too Large", "too_large"},
    {426, "Upgrade Required", "upgrade_required"},
    {429, "Too Many Requests", "too_many"},
    {431, "Request Header Fields Too Large", "too_large"},
    {503, "Service Unavailable", "unavailable"},
};
constexpr Refusal k_internal{500, "Internal Server Error", "internal"};

Refusal refusal_of(int status) {
  const auto* found = std::ranges::find(k_refusals, status, &Refusal::status);
  if (found != std::end(k_refusals)) return *found;
  if (status >= 400 && status < 500) return {status, "Bad Request", "invalid"};
  return k_internal;
}

int status_of(const Error& error) {
  if (error.reason == "forbidden" || error.reason == "wrong_origin") return 403;
  if (error.reason == "too_large") return 413;
  switch (error.code) {
    case ErrorCode::invalid: return 400;
    case ErrorCode::unauthorized: return 401;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict: return 409;
    case ErrorCode::too_many: return 429;
    case ErrorCode::unavailable: return 503;
    case ErrorCode::internal: return 500;
  }
  return 500;
}

void write_unless_empty(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

void write_facts(JsonWriter& json, const Error& error) {
  for (const auto& [name, text] : error.facts) {
    std::int64_t number = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = wrong == std::errc{} && end == text.data() + text.size();
    if (name == "retry_after_seconds" && is_number) {
      json.member(name, number);
    } else {
      json.member(name, text);
    }
  }
}

net::Response response_of(const Refusal& refusal, const Error& error) {
  JsonWriter json;
  json.begin_object();
  json.member("type", "about:blank").member("title", refusal.title).member("status", refusal.status);
  json.member("code", error.reason.empty() ? refusal.code : std::string_view{error.reason});
  write_unless_empty(json, "detail", error.message);
  write_unless_empty(json, "next_step", error.next_step);
  write_unless_empty(json, "field", error.field);
  write_facts(json, error);
  json.end_object();

  net::Response response;
  response.status = refusal.status;
  response.headers.set("Content-Type", "application/problem+json");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.body = std::move(json).text();
  return response;
}

Error without_secrets(const Error& error) {
  const std::string incident = crypto::to_hex(crypto::random_bytes(4));
  log::error("request_failed", {{"incident", incident}, {"what", error.message}, {"reason", error.reason}});
  return internal("Something went wrong inside Recado (incident " + incident + ").",
                  "Try again. If it stays, look for the incident in the server's log.");
}

}  // namespace

net::Response problem(const Error& error) {
  const Refusal refusal = refusal_of(status_of(error));
  if (refusal.status == 500) return response_of(refusal, without_secrets(error));
  net::Response response = response_of(refusal, error);
  if (refusal.status == 401) response.headers.set("WWW-Authenticate", "Bearer");
  for (const auto& [name, text] : error.facts) {
    if (name == "retry_after_seconds") response.headers.set("Retry-After", text);
  }
  return response;
}

net::Response problem(int status, std::string_view message) {
  return response_of(refusal_of(status), Error{.message = std::string{message}});
}

Error forbidden(std::string message, std::string next_step) {
  return {ErrorCode::unauthorized, std::move(message), std::move(next_step), {}, "forbidden"};
}

Error wrong_origin(std::string message, std::string next_step) {
  return {ErrorCode::unauthorized, std::move(message), std::move(next_step), {}, "wrong_origin"};
}

Error too_large(std::string message, std::string next_step) {
  return {ErrorCode::invalid, std::move(message), std::move(next_step), {}, "too_large"};
}

}  // namespace recado::api
