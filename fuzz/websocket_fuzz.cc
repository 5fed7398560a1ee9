// Arbitrary bytes as what a WebSocket client sends, through the server's own socket connection over a socket pair: raw,
// or dressed as frames so that more than the first byte is understood. What goes out is whole frames, what reaches the
// application is bounded UTF-8, and it is told exactly once that the socket has ended.
#include <boost/beast/websocket/detail/utf8_checker.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include "net/io_loop.h"
#include "net/socket_connection.h"

namespace {

using namespace recado::net;

// After so many the rest is sent at once: thousands of single bytes teach nothing new.
constexpr int k_pieces = 40;

void require(bool condition, std::source_location here = std::source_location::current()) {
  if (condition) return;
  std::fprintf(stderr, "required in line %u\n", static_cast<unsigned>(here.line()));
  std::abort();
}

Request handshake() {
  Request request;
  request.method = "GET";
  request.headers.set("Host", "a");
  request.headers.set("Upgrade", "websocket");
  request.headers.set("Connection", "Upgrade");
  request.headers.set("Sec-WebSocket-Version", "13");
  request.headers.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  return request;
}

// Each frame takes a byte for opcode and FIN and one for its length from the input; the mask changes nothing.
std::string as_frames(std::string_view bytes) {
  std::string frames;
  while (bytes.size() >= 2) {
    const auto size = std::min<std::size_t>(static_cast<unsigned char>(bytes[1]), bytes.size() - 2);
    frames += bytes[0];
    if (size < 126) {
      frames += static_cast<char>(0x80 | size);
    } else {
      frames += {static_cast<char>(0x80 | 126), 0, static_cast<char>(size)};
    }
    frames.append(4, '\0');
    frames += bytes.substr(2, size);
    bytes.remove_prefix(2 + size);
  }
  return frames;
}

void require_whole_frames(std::string_view bytes) {
  while (!bytes.empty()) {
    require(bytes.size() >= 2);
    const int opcode = bytes[0] & 0x0f;
    require(opcode == 1 || opcode == 8 || opcode == 9 || opcode == 10);
    std::size_t head = 2;
    std::size_t size = static_cast<unsigned char>(bytes[1]);
    require(size < 127);
    if (size == 126) {
      require(bytes.size() >= 4);
      size = static_cast<unsigned char>(bytes[2]) * 256U + static_cast<unsigned char>(bytes[3]);
      head = 4;
    }
    require(bytes.size() >= head + size);
    bytes.remove_prefix(head + size);
    require(opcode != 8 || bytes.empty());
  }
}

class Harness {
 public:
  Harness() {
    core_.limits.socket_message_bytes = 512;
    core_.limits.socket_backlog_bytes = 2048;
    loop_.begin();
  }

  void talk(std::string_view bytes, std::size_t step) {
    std::array<int, 2> ends{};
    require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0);
    TcpSocket socket{loop_.context()};
    socket.assign(asio::ip::tcp::v4(), ends[0]);
    int opened = 0;
    int closed = 0;
    open_socket(loop_, std::move(socket), handshake(), [&](std::shared_ptr<Socket> application_end) {
      ++opened;
      return SocketEvents{[this, application_end](std::string_view text) {
                            require(text.size() <= core_.limits.socket_message_bytes);
                            require(boost::beast::websocket::detail::check_utf8(text.data(), text.size()));
                            application_end->send(std::make_shared<const std::string>(text));
                          },
                          [&closed] { ++closed; }};
    });
    std::string answer;
    poll(ends[1], answer);
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
    // A client that breaks the protocol while the server closes is left to the deadline.
    for (int i = 0; i < 8; ++i) loop_.context().poll();
    loop_.cut();
    for (int i = 0; i < 8; ++i) loop_.context().poll();
    require(core_.open() == 0 && opened == 1 && closed == 1);
    const auto head = answer.find("\r\n\r\n");
    require(answer.starts_with("HTTP/1.1 101 ") && head != std::string::npos);
    require_whole_frames(std::string_view{answer}.substr(head + 4));
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* input, std::size_t size) {
  static Harness harness;
  if (size < 2) return 0;
  const std::string_view bytes{reinterpret_cast<const char*>(input + 2), size - 2};
  const std::size_t step = input[1] == 0 ? size : input[1];
  if (input[0] % 2 == 0) {
    harness.talk(bytes, step);
  } else {
    harness.talk(as_frames(bytes), step);
  }
  return 0;
}
