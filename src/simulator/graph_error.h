// Errors as the Graph API words them: code, HTTP status and title belong together.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "net/http.h"

namespace recado::simulator {

struct GraphError {
  int code = 0;
  int http = 400;
  int subcode = 0;
  std::string message;  // without the "(#code) " that Graph puts before most
  std::string type = "OAuthException";
  std::string details;  // error_data.details; empty: no error_data
  bool transient = false;
};

template <typename T>
using GraphResult = std::expected<T, GraphError>;

// With the title and the HTTP status of the provider's list for `code`.
GraphError graph_error(int code, std::string details);
std::string_view graph_error_title(int code);

// An id that is not there, or not for this token: 100, subcode 33.
GraphError object_missing(std::string_view method, std::string_view id);
// A path that no version of the API has.
GraphError path_missing(std::string_view method, std::string_view path);
GraphError token_missing();
GraphError token_invalid();
GraphError token_expired();

net::Response to_response(const GraphError& error);
// An element of statuses[].errors
std::string status_error_json(int code, std::string_view details);

}  // namespace recado::simulator
