// Brings sockets that were away up to date, page by page from the store, each as fast as its reader reads. Its own thread,
// so that a long absence of one screen delays no other.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "api/live_page.h"
#include "net/server.h"

namespace recado::api {

struct AbsentReader {
  std::uint64_t id = 0;
  WorkspaceId workspace;
  std::shared_ptr<net::Socket> socket;
  std::int64_t seq = 0;  // what it has
  bool greeted = false;  // has its hello
};

class LiveCatchUp {
 public:
  // A reader has everything up to its `seq`; called on the thread of this.
  using OnCaughtUp = std::function<void(std::uint64_t id, std::int64_t seq)>;

  LiveCatchUp(Store& store, OnCaughtUp on_caught_up);
  ~LiveCatchUp() { stop(); }

  void start();
  void stop();
  void add(AbsentReader reader);
  void remove(std::uint64_t id);

 private:
  enum class Step { moved, stalled, done };
  struct Work {
    AbsentReader reader;
    LivePage page;
    std::size_t next = 0;
  };

  void run();
  Step step(Work& work);
  bool greet(AbsentReader& reader);
  bool turn_page(Work& work);

  Store& store_;
  OnCaughtUp on_caught_up_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool running_ = false;
  std::vector<AbsentReader> arrived_;
  std::vector<std::uint64_t> left_;
  std::list<Work> works_;  // of the thread
  std::thread thread_;
};

}  // namespace recado::api
