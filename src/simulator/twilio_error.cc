#include "simulator/twilio_error.h"

#include <utility>

#include "base/json_writer.h"

namespace recado::simulator {

net::Response twilio_json(int status, std::string json) {
  net::Response response;
  response.status = status;
  response.headers.set("Content-Type", "application/json;charset=utf-8");
  response.headers.set("Twilio-Concurrent-Requests", "1");
  response.body = std::move(json);
  return response;
}

net::Response to_response(const TwilioError& error) {
  JsonWriter out;
  out.begin_object().member("code", error.code).member("message", error.message);
  out.member("more_info", "https://www.twilio.com/docs/errors/" + std::to_string(error.code));
  out.member("status", error.http).end_object();
  return twilio_json(error.http, std::move(out).text());
}

}  // namespace recado::simulator
