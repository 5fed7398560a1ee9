// How the control API answers: JSON, and problem documents (RFC 9457) for what went wrong.
#pragma once

#include <string>

#include "base/result.h"
#include "net/http.h"

namespace recado::simulator {

net::Response control_json(std::string json);
net::Response control_problem(const Error& error);
net::Response control_reply(Result<std::string> json);

}  // namespace recado::simulator
