// Reads the answers of one keep-alive connection as far as a generator must: status and length.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recado::bench {

class AnswerReader {
 public:
  // Reads what the socket has. False: the peer has closed, or what it says is no HTTP/1.1 with a length.
  bool fill(int fd);
  // The status of the next whole answer, if there is one.
  std::optional<int> next();
  std::size_t body_bytes() const { return body_bytes_; }  // of the last answer
  const std::string& rest() const { return buffer_; }

 private:
  std::string buffer_;
  std::size_t body_bytes_ = 0;
};

}  // namespace recado::bench
