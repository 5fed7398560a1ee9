// The answers of the API when all went well. Endpoints write their JSON and hand it here.
#pragma once

#include "base/json_writer.h"
#include "base/result.h"
#include "net/http.h"

namespace recado::api {

using Answer = Result<net::Response>;

net::Response json_answer(int status, JsonWriter json);
net::Response text_answer(std::string_view content_type, std::string text);
net::Response empty_answer(int status);

}  // namespace recado::api
