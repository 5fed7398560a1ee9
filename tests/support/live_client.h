// A WebSocket client of /v1/live, for tests: connects, reads frame by frame, and can leave off reading.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recado::test {

class LiveClient {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  LiveClient(std::uint16_t port, const std::string& target, const Headers& headers);
  ~LiveClient();
  LiveClient(const LiveClient&) = delete;
  LiveClient& operator=(const LiveClient&) = delete;

  // 101 when the stream is open.
  int status() const;
  // The next frame; none when the socket was closed, or nothing came for 20 s.
  std::optional<std::string> read();
  // Why the server closed; 0 when it did not say.
  int close_code() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::test
