// What went wrong, as HTTP says it: the one place where an Error becomes a status and an RFC 9457 document.
#pragma once

#include <string_view>

#include "base/result.h"
#include "net/http.h"

namespace recado::api {

// An `internal` error's message goes to the log under an incident number; the answer names only the number.
net::Response problem(const Error& error);

// For what the HTTP server itself refuses.
net::Response problem(int status, std::string_view message);

// Errors whose HTTP status is finer than their code.
Error forbidden(std::string message, std::string next_step = {});     // 403
Error wrong_origin(std::string message, std::string next_step = {});  // 403
Error too_large(std::string message, std::string next_step = {});     // 413

}  // namespace recado::api
