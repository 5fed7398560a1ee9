// The threads that work on one kind of job: sends, or files. One of them claims due jobs for as many as are free; a job that was claimed is
// always run, also while the program ends, so that no lane waits for a lease to pass.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "ports/jobs.h"
#include "server/job_metrics.h"

namespace recado::server {

class JobWorkers {
 public:
  // The use case; called on many threads at a time.
  using Run = std::function<Result<void>(const Job&)>;
  struct Trade {
    JobKind kind = JobKind::deliver;
    Run run;
    DurationMs lease = std::chrono::seconds{60};  // longer than one job may take
  };

  JobWorkers(JobQueue& queue, Trade trade, const Clock& clock, JobMetrics metrics);
  ~JobWorkers() { stop(); }
  JobWorkers(const JobWorkers&) = delete;
  JobWorkers& operator=(const JobWorkers&) = delete;

  void start(int threads);
  // Waits for the calls that are under way: at most as long as one job may take.
  void stop();

  // Jobs were added or became due sooner. Any thread; does not block.
  void wake();

 private:
  void dispatch();
  // How long to wait before looking again.
  DurationMs claim(std::size_t most);
  void measure();
  void work();
  void run(const Job& job);

  JobQueue& queue_;
  const Trade trade_;
  const Clock& clock_;
  JobMetrics metrics_;
  std::mutex mutex_;
  std::condition_variable dispatcher_;
  std::condition_variable arrived_;
  std::deque<Job> claimed_;
  std::size_t free_ = 0;  // workers without a job; not counting what is in claimed_
  bool look_again_ = true;
  bool stopping_ = false;
  bool no_more_ = false;  // what is in claimed_ is the last
  std::chrono::steady_clock::time_point measured_at_{};
  std::thread dispatch_thread_;
  std::vector<std::thread> threads_;
};

}  // namespace recado::server
