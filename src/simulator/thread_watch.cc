#include "simulator/thread_watch.h"

#include <set>
#include <utility>

namespace recado::simulator {

namespace {

struct Touched {
  std::set<ThreadKey> threads;
  bool all = false;
};

Touched touched_by(const std::vector<Fact>& facts) {
  Touched touched;
  for (const auto& fact : facts) {
    if (const auto* added = std::get_if<MessageAdded>(&fact)) touched.threads.insert(added->thread);
    if (const auto* changed = std::get_if<MessageChanged>(&fact)) touched.threads.insert(changed->thread);
    if (std::holds_alternative<WorldReset>(fact)) touched.all = true;
  }
  return touched;
}

}  // namespace

bool ThreadWatch::is_changed(const ThreadKey& key, std::int64_t after) const {
  return ledger_.read([&](const World& world) { return thread_version(world, key) != after; });
}

void ThreadWatch::wait_for_change(const ThreadKey& key, std::int64_t after, std::chrono::milliseconds wait,
                                  std::function<void()> answer) {
  if (wait.count() <= 0 || is_changed(key, after)) return answer();
  std::int64_t mine = 0;
  {
    const std::lock_guard lock(mutex_);
    if (released_) wait = {};
    mine = ++last_;
    waiters_.emplace(mine, Waiter{key, std::move(answer)});
  }
  // A change between the look and the entry would otherwise be seen only at the end of the wait.
  if (wait.count() <= 0 || is_changed(key, after)) return expire(mine);
  tasks_.run_after(wait, [this, mine] { expire(mine); });
}

void ThreadWatch::expire(std::int64_t waiter) {
  std::function<void()> answer;
  {
    const std::lock_guard lock(mutex_);
    const auto found = waiters_.find(waiter);
    if (found == waiters_.end()) return;
    answer = std::move(found->second.answer);
    waiters_.erase(found);
  }
  answer();
}

void ThreadWatch::release() {
  std::map<std::int64_t, Waiter> waiters;
  {
    const std::lock_guard lock(mutex_);
    released_ = true;
    waiters.swap(waiters_);
  }
  for (const auto& [id, waiter] : waiters) waiter.answer();
}

void ThreadWatch::changed(const std::vector<Fact>& facts) {
  const Touched touched = touched_by(facts);
  if (touched.threads.empty() && !touched.all) return;
  std::vector<std::function<void()>> answers;
  {
    const std::lock_guard lock(mutex_);
    for (auto each = waiters_.begin(); each != waiters_.end();) {
      if (touched.all || touched.threads.contains(each->second.key)) {
        answers.push_back(std::move(each->second.answer));
        each = waiters_.erase(each);
      } else {
        ++each;
      }
    }
  }
  for (const auto& answer : answers) answer();
}

}  // namespace recado::simulator
