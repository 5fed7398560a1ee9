#include "simulator/control_reply.h"

#include "base/json_writer.h"

namespace recado::simulator {

namespace {

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid: return 400;
    case ErrorCode::unauthorized: return 401;
    case ErrorCode::not_found: return 404;
    case ErrorCode::conflict: return 409;
    case ErrorCode::too_many: return 429;
    case ErrorCode::unavailable: return 503;
    default: return 500;
  }
}

}  // namespace

net::Response control_json(std::string json) {
  net::Response response;
  response.headers.set("Content-Type", "application/json");
  response.headers.set("Cache-Control", "no-store");
  response.body = std::move(json);
  return response;
}

net::Response control_problem(const Error& error) {
  JsonWriter out;
  out.begin_object().member("type", "about:blank").member("title", error.message);
  out.member("status", http_status(error.code)).member("code", to_text(error.code)).member("detail", error.message);
  if (!error.next_step.empty()) out.member("next_step", error.next_step);
  if (!error.field.empty()) out.member("field", error.field);
  out.end_object();
  net::Response response = control_json(std::move(out).text());
  response.status = http_status(error.code);
  response.headers.set("Content-Type", "application/problem+json");
  return response;
}

net::Response control_reply(Result<std::string> json) {
  return json ? control_json(std::move(*json)) : control_problem(json.error());
}

}  // namespace recado::simulator
