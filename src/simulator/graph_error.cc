#include "simulator/graph_error.h"

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "simulator/ids.h"

namespace recado::simulator {

namespace {

struct Known {
  int code;
  int http;
  std::string_view title;
};

// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
constexpr std::array k_known = {
    Known{1, 400, "An unknown error occurred"},
    Known{2, 503, "Service temporarily unavailable"},
    Known{100, 400, "Invalid parameter"},
    Known{130403, 400, "User is blocked"},
    Known{130429, 400, "Rate limit hit"},
    Known{131000, 500, "Something went wrong"},
    Known{131008, 400, "Required parameter is missing"},
    Known{131009, 400, "Parameter value is not valid"},
    Known{131021, 400, "Recipient cannot be sender"},
    Known{131026, 400, "Message undeliverable"},
    Known{131047, 400, "Re-engagement message"},
    Known{131051, 400, "Unsupported message type"},
    Known{131052, 400, "Media download error"},
    Known{131053, 400, "Media upload error"},
    Known{131056, 400, "(Business Account, Consumer Account) pair rate limit hit"},
    Known{133005, 400, "Two step verification PIN mismatch"},
    Known{133010, 400, "Account not registered"},
    Known{139100, 400, "Failed to block/unblock some users"},
};

constexpr std::string_view k_object_words =
    "does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the "
    "Graph API documentation at https://developers.facebook.com/docs/graph-api";

std::string lower(std::string_view method) {
  std::string out{method};
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool has_code_in_message(const GraphError& error) {
  return error.type == "OAuthException" && error.code != 0 && error.code != 190;
}

}  // namespace

std::string_view graph_error_title(int code) {
  const auto known = std::ranges::find(k_known, code, &Known::code);
  return known == k_known.end() ? "An unknown error occurred" : known->title;
}

GraphError graph_error(int code, std::string details) {
  const auto known = std::ranges::find(k_known, code, &Known::code);
  GraphError error{.code = code, .message = std::string{graph_error_title(code)}, .details = std::move(details)};
  if (known != k_known.end()) error.http = known->http;
  return error;
}

GraphError object_missing(std::string_view method, std::string_view id) {
  return {.code = 100,
          .http = 400,
          .subcode = 33,
          .message = "Unsupported " + lower(method) + " request. Object with ID '" + std::string{id} + "' " +
                     std::string{k_object_words},
          .type = "GraphMethodException"};
}

GraphError path_missing(std::string_view method, std::string_view path) {
  GraphError error = object_missing(method, path);
  error.http = 404;
  return error;
}

GraphError token_missing() { return {.code = 0, .http = 401, .message = "Authentication Error", .details = ""}; }

GraphError token_invalid() {
  return {.code = 190, .http = 401, .message = "Invalid OAuth access token - Cannot parse access token"};
}

GraphError token_expired() {
  return {.code = 190,
          .http = 401,
          .subcode = 463,
          .message = "Error validating access token: Session has expired on Friday, 20-Nov-26 06:00:00 PST."};
}

net::Response to_response(const GraphError& error) {
  JsonWriter out;
  out.begin_object().key("error").begin_object();
  out.member("message",
             has_code_in_message(error) ? "(#" + std::to_string(error.code) + ") " + error.message : error.message);
  out.member("type", error.type).member("code", error.code);
  if (!error.details.empty()) {
    out.key("error_data").begin_object().member("messaging_product", "whatsapp").member("details", error.details);
    out.end_object();
  }
  if (error.subcode != 0) out.member("error_subcode", error.subcode);
  if (error.transient) out.member("is_transient", true);
  out.member("fbtrace_id", new_fbtrace_id()).end_object().end_object();
  net::Response response;
  response.status = error.http;
  response.headers.set("Content-Type", "application/json; charset=UTF-8");
  response.body = std::move(out).text();
  return response;
}

std::string status_error_json(int code, std::string_view details) {
  JsonWriter out;
  out.begin_object().member("code", code).member("title", graph_error_title(code));
  out.member("message", graph_error_title(code));
  out.key("error_data").begin_object().member("details", details).end_object();
  out.member("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/").end_object();
  return std::move(out).text();
}

}  // namespace recado::simulator
