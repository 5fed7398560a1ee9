// Brings the full-text search up to date behind the commits, a little later and in small steps, and not while deliveries
// queue up.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "ports/search_index.h"

namespace recado::server {

class SearchWorker {
 public:
  // is_busy: the intake is behind and the database is to be left to it
  SearchWorker(SearchIndex& index, const Clock& clock, std::function<bool()> is_busy);
  ~SearchWorker() { stop(); }
  SearchWorker(const SearchWorker&) = delete;
  SearchWorker& operator=(const SearchWorker&) = delete;

  void start();
  void stop();

  // Messages were written. Any thread; does not block.
  void wake();

 private:
  using Steady = std::chrono::steady_clock;

  void run();
  bool index_all();
  bool is_stopping();

  SearchIndex& index_;
  const Clock& clock_;
  const std::function<bool()> is_busy_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Steady::time_point last_wake_{};
  Steady::time_point due_{};  // the first run is for what an earlier run of the program left
  bool is_due_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace recado::server
