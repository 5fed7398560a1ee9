// The one place that holds a World: locks it, applies what the verbs commit, writes it to the journal and tells whoever
// watches. A verb gets a Change and decides; it never locks or writes by itself.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "simulator/facts.h"
#include "simulator/journal.h"

namespace recado::simulator {

// A change under way: what is committed shows in world() at once and is journaled as one write.
class Change {
 public:
  explicit Change(World& world) : world_(world) {}
  const World& world() const { return world_; }
  void commit(Fact fact) {
    play(world_, fact);
    facts_.push_back(std::move(fact));
  }
  const std::vector<Fact>& facts() const { return facts_; }

 private:
  World& world_;
  std::vector<Fact> facts_;
};

class Ledger {
 public:
  using Observer = std::function<void(const std::vector<Fact>&)>;

  // With a state file: reads it and goes on writing it. Called once, before anything else.
  Result<void> keep_in(const std::filesystem::path& file);
  // Called after every change, outside the lock, on the thread that made it.
  void observe(Observer observer) { observer_ = std::move(observer); }

  template <typename F>
  auto read(F&& look) const {
    const std::lock_guard lock(mutex_);
    return std::forward<F>(look)(std::as_const(world_));
  }

  // `make` may return anything but a reference into the World.
  template <typename F>
  auto change(F&& make) {
    std::unique_lock lock(mutex_);
    Change change(world_);
    if constexpr (std::is_void_v<std::invoke_result_t<F, Change&>>) {
      std::forward<F>(make)(change);
      finish(std::move(lock), change);
    } else {
      auto outcome = std::forward<F>(make)(change);
      finish(std::move(lock), change);
      return outcome;
    }
  }

 private:
  void finish(std::unique_lock<std::mutex> lock, const Change& change);

  mutable std::mutex mutex_;
  World world_;
  std::optional<Journal> journal_;
  Observer observer_;
};

}  // namespace recado::simulator
