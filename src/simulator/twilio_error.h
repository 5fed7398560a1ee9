// Errors as Twilio's REST API words them: code and HTTP status belong together.
#pragma once

#include <expected>
#include <string>

#include "net/http.h"

namespace recado::simulator {

struct TwilioError {
  int http = 400;
  int code = 0;
  std::string message;
};

template <typename T>
using TwilioResult = std::expected<T, TwilioError>;

net::Response to_response(const TwilioError& error);
net::Response twilio_json(int status, std::string json);

}  // namespace recado::simulator
