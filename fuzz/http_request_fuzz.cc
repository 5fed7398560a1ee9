// Arbitrary bytes as what a client sends: through the server's own connection, reader and router over a socket pair.
// Whatever comes in, what goes out is a sequence of whole responses, and the connection ends with its client. How the
// bytes are cut must not change which requests are understood.
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include "net/http_connection.h"
#include "net/io_loop.h"
#include "net/percent.h"
#include "net/request_reader.h"

namespace {

using namespace recado::net;

// After so many the rest is sent at once: thousands of single bytes teach nothing new.
constexpr int k_pieces = 40;

void require(bool condition, std::source_location here = std::source_location::current()) {
  if (condition) return;
  std::fprintf(stderr, "required in line %u\n", static_cast<unsigned>(here.line()));
  std::abort();
}

std::string digest(const Request& request) {
  std::string text = request.method + " " + request.path + " " + request.raw_path + "\n";
  for (const auto& [name, value] : request.query.all()) text += "?" + name + "=" + value + "\n";
  for (const auto& [name, value] : request.headers.all()) text += name + ": " + value + "\n";
  return text + request.cookie("session").value_or("-") + "\n" + request.body;
}

// What the reader makes of the first request when the bytes come `step` at a time.
std::string read_in_steps(const ServerLimits& limits, std::string_view bytes, std::size_t step) {
  Request request;
  RequestReader reader{limits, request};
  std::size_t begin = 0;
  for (std::size_t end = 0; end < bytes.size() && !reader.done() && !reader.refusal();) {
    end = std::min(end + step, bytes.size());
    begin += reader.put(bytes.substr(begin, end - begin));
    require(begin <= end);
    while (begin == end && !reader.done() && !reader.refusal() && end < bytes.size()) {
      const auto room = reader.body_room();
      if (room.empty()) break;
      const std::size_t count = std::min({room.size(), step, bytes.size() - end});
      bytes.copy(room.data(), count, end);
      reader.body_filled(count);
      begin = end += count;
    }
  }
  if (!reader.done() || reader.refusal()) return {};
  require(request.path.find('\0') == std::string::npos);
  require(request.body.size() <= limits.body_bytes);
  return digest(request);
}

class Harness {
 public:
  Harness() {
    core_.limits.body_bytes = 4096;
    core_.limits.header_bytes = 4096;
    const AsyncHandler echo = [](std::shared_ptr<const Request> request, Respond respond) {
      Response response;
      response.headers.set("X-Arg", std::string{request->path_arg("name")});
      response.body = digest(*request);
      respond(std::move(response));
    };
    core_.router.add("GET", "/", echo);
    core_.router.add("POST", "/hook/{name}", echo);
    core_.router.add("PUT", "/files/{name...}", echo);
    core_.router.add({}, "/live", SocketHandler{});
    loop_.begin();
  }

  const ServerLimits& limits() const { return core_.limits; }

  // What the server sends to a client that sends `bytes` in pieces of `step` and then hangs up.
  std::string talk(std::string_view bytes, std::size_t step) {
    std::array<int, 2> ends{};
    require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0);
    TcpSocket socket{loop_.context()};
    socket.assign(asio::ip::tcp::v4(), ends[0]);
    std::make_shared<HttpConnection>(loop_, std::move(socket))->start();
    std::string answer;
    for (int piece = 0; !bytes.empty(); ++piece) {
      const std::size_t most = piece < k_pieces ? std::min(step, bytes.size()) : bytes.size();
      const auto sent = ::send(ends[1], bytes.data(), most, MSG_NOSIGNAL);
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
      poll(ends[1], answer);
      if (sent <= 0 && errno != EAGAIN) break;
    }
    ::shutdown(ends[1], SHUT_WR);
    poll(ends[1], answer);
    ::close(ends[1]);
    for (int i = 0; i < 8 && core_.open() > 0; ++i) loop_.context().poll();
    require(core_.open() == 0);
    return answer;
  }

 private:
  void poll(int descriptor, std::string& answer) {
    std::array<char, 65536> bytes;
    loop_.context().poll();
    while (true) {
      const auto count = ::recv(descriptor, bytes.data(), bytes.size(), 0);
      if (count <= 0) break;
      answer.append(bytes.data(), static_cast<std::size_t>(count));
      loop_.context().poll();
    }
  }

  ServerCore core_;
  IoLoop loop_{core_};
};

void require_whole_responses(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto head = bytes.substr(0, bytes.find("\r\n\r\n") + 4);
    require(head.starts_with("HTTP/1.1 ") && head.ends_with("\r\n\r\n"));
    bytes.remove_prefix(head.size());
    if (head.starts_with("HTTP/1.1 100 ")) continue;
    const auto length = head.find("\r\nContent-Length: ");
    require(length != head.npos);
    std::size_t size = 0;
    std::from_chars(head.data() + length + 18, head.data() + head.size(), size);
    // The answer to HEAD names a length that does not follow.
    if (bytes.starts_with("HTTP/1.1 ") || bytes.empty()) continue;
    require(size <= bytes.size());
    bytes.remove_prefix(size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* input, std::size_t size) {
  static Harness harness;
  if (size < 1) return 0;
  const std::size_t step = input[0] == 0 ? size : input[0];
  const std::string_view bytes{reinterpret_cast<const char*>(input + 1), size - 1};
  require(read_in_steps(harness.limits(), bytes, bytes.size() + 1) == read_in_steps(harness.limits(), bytes, step));
  require_whole_responses(harness.talk(bytes, step));
  require(percent_decode(percent_encode(bytes)) == bytes);
  decode_path(bytes);
  Query::parse(bytes);
  return 0;
}
