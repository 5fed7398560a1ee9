#include "api/answer.h"

#include <utility>

namespace recado::api {
namespace {

net::Response bare(int status) {
  net::Response response;
  response.status = status;
  // What is personal is kept by no cache on the way.
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

net::Response json_answer(int status, JsonWriter json) {
  net::Response response = bare(status);
  response.headers.set("Content-Type", "application/json");
  response.body = std::move(json).text();
  return response;
}

net::Response text_answer(std::string_view content_type, std::string text) {
  net::Response response = bare(200);
  response.headers.set("Content-Type", std::string{content_type});
  response.body = std::move(text);
  return response;
}

net::Response empty_answer(int status) { return bare(status); }

}  // namespace recado::api
