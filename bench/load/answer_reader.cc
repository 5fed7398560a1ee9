#include "load/answer_reader.h"

#include <strings.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <sys/socket.h>

#include "load/sockets.h"

namespace recado::bench {

namespace {

std::optional<std::size_t> length_in(std::string_view head) {
  constexpr std::string_view name = "content-length:";
  for (auto line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
    const auto rest = head.substr(line + 2);
    if (rest.size() < name.size() || ::strncasecmp(rest.data(), name.data(), name.size()) != 0) continue;
    const auto from = rest.find_first_not_of(' ', name.size());
    if (from == std::string_view::npos) return {};
    std::size_t length = 0;
    const auto end = std::from_chars(rest.data() + from, rest.data() + rest.size(), length);
    if (end.ec == std::errc{}) return length;
  }
  return {};
}

}  // namespace

bool AnswerReader::fill(int fd) {
  std::array<char, 65536> bytes;
  const auto got = ::recv(fd, bytes.data(), bytes.size(), 0);
  if (got == 0) return false;
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<int> AnswerReader::next() {
  const auto end = buffer_.find("\r\n\r\n");
  if (end == std::string::npos) return {};
  const auto head = std::string_view{buffer_}.substr(0, end + 2);
  int status = 0;
  std::from_chars(head.data() + 9, head.data() + head.size(), status);
  const auto length = length_in(head);
  if (!head.starts_with("HTTP/1.1 ") || !length) fail("Not an HTTP/1.1 answer with a length: " + std::string{head});
  if (buffer_.size() < end + 4 + *length) return {};
  body_bytes_ = *length;
  buffer_.erase(0, end + 4 + *length);
  return status;
}

}  // namespace recado::bench
