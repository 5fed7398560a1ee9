// Delivers webhooks: a few threads that take from the queue, sign, POST and write down what was acknowledged.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "net/http_client.h"
#include "simulator/delivery_queue.h"
#include "simulator/facts.h"
#include "simulator/faults.h"
#include "simulator/ledger.h"
#include "simulator/moved_clock.h"

namespace recado::simulator {

class Courier {
 public:
  // own_url: where the simulator itself is, for the addresses of files
  Courier(Ledger& ledger, FaultBox& faults, const MovedClock& clock, std::function<std::string()> own_url)
      : ledger_(ledger), faults_(faults), clock_(clock), own_url_(std::move(own_url)) {}
  ~Courier() { stop(); }
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;

  // Also takes up what the last run left unacknowledged.
  void start();
  // Waits for the POSTs under way; what is not acknowledged stays in the Ledger.
  void stop();
  // The Ledger's observer.
  void changed(const std::vector<Fact>& facts);
  // The faults were changed or the clock was moved: what waits may be due now.
  void look_again() { changed_.notify_all(); }
  std::int64_t attempts() const { return attempts_; }

 private:
  void enqueue(const Update& update, std::chrono::milliseconds delay);
  void work();
  PostOutcome deliver(const PostCopy& copy);
  void write_down(const Post& post);

  Ledger& ledger_;
  FaultBox& faults_;
  const MovedClock& clock_;
  std::function<std::string()> own_url_;
  net::HttpClient client_;
  std::atomic<std::int64_t> attempts_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  DeliveryQueue queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace recado::simulator
