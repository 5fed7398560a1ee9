// Connections kept open between uses and opened when first needed, up to a limit. A lease gives its connection back when
// it goes, unless the connection was found broken.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "sql/run_work.h"

namespace recado::sql {

template <typename T>
class Pool {
 public:
  using Open = std::function<Result<std::unique_ptr<T>>()>;

  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> connection) : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&& other) noexcept : pool_(other.pool_), connection_(std::move(other.connection_)) {
      other.pool_ = nullptr;
    }
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_) pool_->give_back(std::move(connection_));
    }
    T& operator*() const { return *connection_; }
    T* operator->() const { return connection_.get(); }
    void discard() { connection_.reset(); }

   private:
    Pool* pool_;
    std::unique_ptr<T> connection_;
  };

  Pool(int limit, Open open) : limit_(std::max(limit, 1)), open_(std::move(open)) {}

  // `unavailable` when the pool is closed, or when no connection became free for half a minute.
  Result<Lease> take() {
    std::unique_lock lock{mutex_};
    const auto is_ready = [this] { return is_closed_ || !idle_.empty() || leased_ < limit_; };
    if (!freed_.wait_for(lock, std::chrono::seconds{30}, is_ready)) {
      return unavailable("Every connection to the database is busy.", "Try again, or allow more connections.");
    }
    if (is_closed_) return closed_error();
    ++leased_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());  // the last used: its caches are warm, and spare ones stay unused
      idle_.pop_back();
      return Lease{*this, std::move(connection)};
    }
    lock.unlock();
    auto opened = open_();
    if (opened) return Lease{*this, std::move(*opened)};
    give_back(nullptr);
    return std::move(opened).error();
  }

  // Waits until every lease has come back, then closes all connections.
  void close() {
    std::unique_lock lock{mutex_};
    is_closed_ = true;
    freed_.notify_all();
    freed_.wait(lock, [this] { return leased_ == 0; });
    idle_.clear();
  }

 private:
  void give_back(std::unique_ptr<T> connection) {
    const std::lock_guard lock{mutex_};
    --leased_;
    if (connection) idle_.push_back(std::move(connection));
    freed_.notify_one();  // under the lock: close() may let the pool be destroyed right after
  }

  const int limit_;
  const Open open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<T>> idle_;
  int leased_ = 0;
  bool is_closed_ = false;
};

}  // namespace recado::sql
