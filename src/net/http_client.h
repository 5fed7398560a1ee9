// Outgoing HTTP over libcurl, blocking, for worker threads. One client is shared by all of them: it keeps connections
// alive, as many as there are requests at one time. A POST never leaves twice.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/http.h"

namespace recado::net {

// A bucket's owner; the request is signed by libcurl (AWS Signature 4). The header x-amz-content-sha256 must be given.
struct AwsSignature {
  std::string region;
  std::string access_key;
  std::string secret_key;
};

struct ClientRequest {
  std::string method = "GET";
  std::string url;
  Headers headers;
  std::string body;
  std::chrono::milliseconds connect_timeout{5000};
  std::chrono::milliseconds timeout{30000};
  std::size_t max_response_bytes = 8 * 1024 * 1024;
  // For bodies that do not belong into memory. Given `on_body`, the body of a 2xx goes there piece by piece, unlimited, after
  // `on_head` has seen status and headers; false from either ends the exchange as a failure.
  // Of any other answer the first max_response_bytes are kept.
  std::function<bool(const Response& head)> on_head;
  std::function<bool(std::string_view bytes)> on_body;
  // Given, it fills the room with the next of exactly `body_size` bytes and says how many; they are sent instead of `body`.
  std::function<std::size_t(char* room, std::size_t size)> body_source;
  std::size_t body_size = 0;
  // How long nothing may come or go before the exchange is given up; 0: as long as `timeout` allows.
  std::chrono::seconds stall{0};
  std::optional<AwsSignature> aws;
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
