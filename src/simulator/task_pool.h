// A few threads that run tasks now or later: Graph calls, slow answers, the end of a long poll.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace recado::simulator {

class TaskPool {
 public:
  explicit TaskPool(int threads);
  ~TaskPool() { stop(); }
  TaskPool(const TaskPool&) = delete;
  TaskPool& operator=(const TaskPool&) = delete;

  // From any thread. After stop() the task is dropped without being run.
  void run_after(std::chrono::milliseconds delay, std::function<void()> task);
  // Waits for the tasks that run now and drops the others.
  void stop();

 private:
  using Time = std::chrono::steady_clock::time_point;
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<Time, std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace recado::simulator
