#include "net/http_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>
#include <vector>

#include "net/response_head.h"

namespace recado::net {
namespace {

constexpr std::size_t k_header_bytes = std::size_t{256} * 1024;

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

// One request on its way; what curl's callbacks see.
struct Exchange {
  Response response;
  const ClientRequest* request = nullptr;
  CURL* handle = nullptr;
  bool has_begun = false;  // on_head has been asked
  std::size_t body_limit = 0;
  std::size_t header_bytes = 0;
  bool repeatable = false;
  int attempts = 0;
  bool too_large = false;
};

// libcurl sends a request again by itself, whatever its method, when a connection that it kept alive turns out to be
// closed and no byte of an answer came (Curl_retry_request). The other side may have acted all the same, and a message
// to a customer is sent once. This callback runs each time before a request leaves, so the second time is refused.
// It also gives the one certain sign that nothing has left: it was never called. Resolving, connecting, a proxy's
// tunnel and the TLS handshake all come before it. Afterwards the kernel may have passed on any part of the request,
// so everything else is `unknown`; CURLINFO_REQUEST_SIZE counts what was handed to the kernel, and a send that failed
// at zero bytes is too rare to be worth another rule.
int before_request(void* user, char*, char*, int, int) {
  auto& exchange = *static_cast<Exchange*>(user);
  ++exchange.attempts;
  return exchange.attempts == 1 || exchange.repeatable ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

// Whether the body goes to on_body: only then is it what was asked for.
bool is_streamed(Exchange& exchange) {
  if (!exchange.request->on_body) return false;
  long status = 0;
  curl_easy_getinfo(exchange.handle, CURLINFO_RESPONSE_CODE, &status);
  exchange.response.status = static_cast<int>(status);
  return status >= 200 && status < 300;
}

bool begin_stream(Exchange& exchange) {
  if (exchange.has_begun) return true;
  exchange.has_begun = true;
  return !exchange.request->on_head || exchange.request->on_head(exchange.response);
}

std::size_t on_body(char* bytes, std::size_t one, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t size = one * count;
  if (is_streamed(exchange)) {
    return begin_stream(exchange) && exchange.request->on_body({bytes, size}) ? size : CURL_WRITEFUNC_ERROR;
  }
  if (size > exchange.body_limit - exchange.response.body.size()) {
    if (exchange.request->on_body) return size;  // of an error's page the beginning will do: its status is what counts
    exchange.too_large = true;
    return 0;
  }
  exchange.response.body.append(bytes, size);
  return size;
}

std::size_t on_body_wanted(char* room, std::size_t one, std::size_t count, void* user) {
  return static_cast<Exchange*>(user)->request->body_source(room, one * count);
}

std::size_t on_header(char* bytes, std::size_t one, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t size = one * count;
  exchange.header_bytes += size;
  if (exchange.header_bytes > k_header_bytes) {
    exchange.too_large = true;
    return 0;
  }
  std::string_view line{bytes, size};
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {
    exchange.response.headers = {};  // what came before belongs to a "100 Continue"
    return size;
  }
  const auto colon = line.find(':');
  if (colon == line.npos) return size;
  auto value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  exchange.response.headers.add(std::string{line.substr(0, colon)}, std::string{value});
  return size;
}

// Nothing when a header would break out of its line.
std::optional<HeaderList> header_list(const ClientRequest& request) {
  HeaderList owner;
  const auto append = [&owner](const std::string& line) {
    curl_slist* head = curl_slist_append(owner.get(), line.c_str());
    if (!owner) owner.reset(head);  // later ones leave the head as it is
  };
  for (const auto& [name, value] : request.headers.all()) {
    if (name.empty() || breaks_the_line(name) || breaks_the_line(value)) return {};
    append(value.empty() ? fmt::format("{};", name)  // curl's way to spell an empty header
                         : fmt::format("{}: {}", name, value));
  }
  // Curl signs what stands in its list, also what it then leaves out.
  if (request.aws) return owner;
  // Curl's own: a form type that would be a lie, and a second of waiting before a large body.
  if (!request.headers.has("Content-Type")) append("Content-Type:");
  append("Expect:");
  return owner;
}

bool is_repeatable(const std::string& method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

long milliseconds(std::chrono::milliseconds time) { return static_cast<long>(std::max<std::int64_t>(time.count(), 1)); }

void set_body(CURL* handle, const ClientRequest& request) {
  if (request.method == "HEAD") {
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  } else if (request.body_source) {
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body_size));
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else if (!request.body.empty() || request.method == "POST" || request.method == "PUT" ||
             request.method == "PATCH") {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  } else {
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

void set_signature(CURL* handle, const AwsSignature& aws) {
  const std::string scope = "aws:amz:" + aws.region + ":s3";
  curl_easy_setopt(handle, CURLOPT_AWS_SIGV4, scope.c_str());
  curl_easy_setopt(handle, CURLOPT_USERNAME, aws.access_key.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, aws.secret_key.c_str());
}

void prepare(CURL* handle, const ClientRequest& request, curl_slist* headers, Exchange& exchange, char* error_text) {
  curl_easy_reset(handle);  // keeps connections, sessions and names
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connect_timeout));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds(request.timeout));
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error_text);
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, before_request);
  curl_easy_setopt(handle, CURLOPT_PREREQDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, on_body_wanted);
  curl_easy_setopt(handle, CURLOPT_READDATA, &exchange);
  if (request.stall.count() > 0) {
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.stall.count()));
  }
  if (request.aws) set_signature(handle, *request.aws);
  set_body(handle, request);
}

ClientFailure failure(CURLcode code, const Exchange& exchange, const char* error_text) {
  if (exchange.attempts == 0) {
    // Before the request left, curl's text can only tell of names, addresses and certificates.
    const std::string_view detail{error_text};
    return {SendState::not_sent, std::string{detail.empty() ? curl_easy_strerror(code) : detail}};
  }
  if (exchange.too_large) return {SendState::unknown, "The answer is larger than accepted."};
  if (exchange.attempts > 1 && !exchange.repeatable) {
    return {SendState::unknown, "The other side closed the connection before it answered."};
  }
  return {SendState::unknown, curl_easy_strerror(code)};
}

}  // namespace

struct HttpClient::State {
  // A handle holds its connections, so the one used last goes out first.
  Handle take() {
    const std::scoped_lock lock{mutex};
    if (idle.empty()) return Handle{curl_easy_init()};
    Handle handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }
  void give_back(Handle handle) {
    const std::scoped_lock lock{mutex};
    idle.push_back(std::move(handle));
  }

  std::mutex mutex;
  std::vector<Handle> idle;
};

HttpClient::HttpClient() : state_(std::make_unique<State>()) {
  static const CURLcode k_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(k_ready);
}

HttpClient::~HttpClient() = default;

std::expected<Response, ClientFailure> HttpClient::send(const ClientRequest& request) {
  const auto headers = header_list(request);
  if (!headers) return std::unexpected(ClientFailure{SendState::not_sent, "A header of the request is malformed."});
  Handle handle = state_->take();
  if (!handle) return std::unexpected(ClientFailure{SendState::not_sent, "libcurl has no memory for a request."});

  Exchange exchange;
  exchange.request = &request;
  exchange.handle = handle.get();
  exchange.body_limit = request.max_response_bytes;
  exchange.repeatable = is_repeatable(request.method);
  std::array<char, CURL_ERROR_SIZE> error_text{};
  prepare(handle.get(), request, headers->get(), exchange, error_text.data());
  const CURLcode code = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_reset(handle.get());  // it must not keep pointers into this call
  state_->give_back(std::move(handle));

  if (code != CURLE_OK) return std::unexpected(failure(code, exchange, error_text.data()));
  exchange.response.status = static_cast<int>(status);
  const bool is_empty_stream = request.on_body && status >= 200 && status < 300 && !begin_stream(exchange);
  if (is_empty_stream) return std::unexpected(ClientFailure{SendState::unknown, "The answer was refused."});
  return std::move(exchange.response);
}

}  // namespace recado::net
