// The phones that wait for a thread to change: a long poll is a callback kept here, not a thread that waits.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "simulator/facts.h"
#include "simulator/ledger.h"
#include "simulator/task_pool.h"

namespace recado::simulator {

class ThreadWatch {
 public:
  ThreadWatch(const Ledger& ledger, TaskPool& tasks) : ledger_(ledger), tasks_(tasks) {}

  // Calls `answer` once: at once when the thread's version is not `after`, else at the next change or after `wait`.
  void wait_for_change(const ThreadKey& key, std::int64_t after, std::chrono::milliseconds wait,
                       std::function<void()> answer);
  // Answers everyone who waits, and from here on everyone at once: nobody is to hold up the end.
  void release();
  // The Ledger's observer.
  void changed(const std::vector<Fact>& facts);

 private:
  struct Waiter {
    ThreadKey key;
    std::function<void()> answer;
  };
  void expire(std::int64_t waiter);
  bool is_changed(const ThreadKey& key, std::int64_t after) const;

  const Ledger& ledger_;
  TaskPool& tasks_;
  std::mutex mutex_;
  std::int64_t last_ = 0;
  bool released_ = false;
  std::map<std::int64_t, Waiter> waiters_;
};

}  // namespace recado::simulator
