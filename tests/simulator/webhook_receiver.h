// A tiny business behind a webhook: keeps what it receives and answers as the test wants.
#pragma once

#include <boost/json.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "net/server.h"

namespace recado::simulator {

struct Received {
  std::string path;
  std::string signature;
  std::string body;
  net::Headers headers;
};

class WebhookReceiver {
 public:
  WebhookReceiver();
  ~WebhookReceiver() { server_.stop(std::chrono::seconds{1}); }

  std::string url(const std::string& path = "/hook") const;
  // The status of the answer to the nth delivery, from 1 on; 200 unless a test says otherwise.
  void answer_with(std::function<int(int)> status);
  void verify_token(std::string token);

  // The first `count` deliveries, or fewer when they do not come in time.
  std::vector<Received> wait_for(std::size_t count);
  std::size_t count() const;
  // Waits until so many elements of that kind ("messages", "statuses") have come, in as many deliveries as they take.
  std::vector<boost::json::object> wait_for_items(std::string_view kind, std::size_t count);
  // As above, but of the statuses with this word.
  std::vector<boost::json::object> wait_for_status(std::string_view status, std::size_t count = 1);

 private:
  net::Response receive(const net::Request& request);
  net::Response challenge(const net::Request& request) const;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Received> received_;
  std::function<int(int)> status_ = [](int) { return 200; };
  std::string verify_token_;
  net::Server server_{{.io_threads = 1, .worker_threads = 4}};
};

// All elements of that kind in one delivery.
std::vector<boost::json::object> items_of(const Received& delivery, std::string_view kind);

}  // namespace recado::simulator
