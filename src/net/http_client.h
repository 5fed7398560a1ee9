// Outgoing HTTP over libcurl, blocking, for worker threads. One client is shared by all of them: it keeps connections
// alive, as many as there are requests at one time. A POST never leaves twice.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <string>

#include "base/result.h"
#include "net/http.h"

namespace recado::net {

struct ClientRequest {
  std::string method = "GET";
  std::string url;
  Headers headers;
  std::string body;
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds timeout{30000};
  std::size_t max_response_bytes = 8 * 1024 * 1024;
};

// Why there is no response. The difference decides whether the same request may be sent again.
enum class SendState {
  not_sent,  // no connection was made, or it broke before a byte of the request left: sending again is safe
  unknown,   // the request left and no whole answer came: the other side may have acted on it
};

struct ClientFailure {
  SendState state = SendState::unknown;
  std::string message;  // for a person and the log; holds no header and no body
};

class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Any HTTP status is a response. Redirects are not followed.
  std::expected<Response, ClientFailure> send(const ClientRequest& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::net
