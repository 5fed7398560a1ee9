#include "load/http_load.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include "load/answer_reader.h"

namespace recado::bench {

namespace {

constexpr std::int64_t k_second = 1'000'000;
constexpr std::int64_t k_grace = 15 * k_second;  // for answers after the last request

class Load {
 public:
  Load(const LoadPlan& plan, const LoadHooks& hooks)
      : plan_(plan), hooks_(hooks), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (int i = 0; i < plan.connections; ++i) open(*lines_.emplace_back(std::make_unique<Line>()));
    if (plan.rate > 0) total_ = static_cast<std::uint64_t>(plan.rate * plan.seconds);
    result_.latencies.reserve(plan.rate > 0 ? total_ : 1'000'000);
  }

  LoadResult run() {
    const double cpu_before = cpu_seconds();
    start_ = now_us();
    end_ = start_ + static_cast<std::int64_t>(plan_.seconds * 1e6);
    std::int64_t now = start_;
    while (!is_over(now)) {
      resume(now);
      begin_due(now);
      wait(now);
      now = now_us();
    }
    result_.seconds = static_cast<double>(last_answer_ - start_) / 1e6;
    result_.cpu_seconds = cpu_seconds() - cpu_before;
    return std::move(result_);
  }

 private:
  struct Line {
    Fd fd;
    AnswerReader reader;
    std::string out;
    std::size_t written = 0;
    std::uint64_t n = 0;
    std::int64_t due = 0;
    std::int64_t paused_until = 0;
    int answers_left = 0;
    int worst_status = 0;
    bool watches_writing = false;
  };

  void open(Line& line) {
    line.fd = connect_to(plan_.address);
    make_nonblocking(line.fd.get());
    line.reader = {};
    line.watches_writing = false;
    epoll_event event{EPOLLIN, {.ptr = &line}};
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, line.fd.get(), &event);
    idle_.push_back(&line);
  }

  bool all_sent(std::int64_t now) const { return plan_.rate > 0 ? result_.sent == total_ : now >= end_; }
  bool is_over(std::int64_t now) const {
    if (now >= end_ + k_grace) return true;
    return all_sent(now) && busy_ == 0;
  }

  std::int64_t due_of(std::uint64_t n) const {
    return start_ + static_cast<std::int64_t>(static_cast<double>(n) * 1e6 / plan_.rate);
  }

  void resume(std::int64_t now) {
    while (!paused_.empty() && paused_.front()->paused_until <= now) {
      idle_.push_back(paused_.front());
      paused_.erase(paused_.begin());
    }
  }

  void begin_due(std::int64_t now) {
    while (!idle_.empty() && !all_sent(now)) {
      const std::int64_t due = plan_.rate > 0 ? due_of(result_.sent) : now;
      if (due > now) break;
      Line& line = *idle_.back();
      idle_.pop_back();
      begin(line, due);
    }
  }

  void begin(Line& line, std::int64_t due) {
    line.n = result_.sent++;
    line.due = due;
    line.out.clear();
    line.written = 0;
    line.answers_left = plan_.answers_per_request;
    line.worst_status = 200;
    hooks_.make(line.n, due, line.out);
    ++busy_;
    write(line);
  }

  void write(Line& line) {
    const auto left = std::string_view{line.out}.substr(line.written);
    const auto sent = ::send(line.fd.get(), left.data(), left.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return lose(line);
    if (sent > 0) line.written += static_cast<std::size_t>(sent);
    watch_writing(line, line.written < line.out.size());
  }

  void watch_writing(Line& line, bool wanted) {
    if (line.watches_writing == wanted) return;
    line.watches_writing = wanted;
    epoll_event event{wanted ? EPOLLIN | EPOLLOUT : EPOLLIN, {.ptr = &line}};
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, line.fd.get(), &event);
  }

  void lose(Line& line) {
    const bool was_busy = line.answers_left > 0;
    if (was_busy) {
      --busy_;
      ++result_.broken;
      line.answers_left = 0;
    } else {
      std::erase(idle_, &line);
      std::erase(paused_, &line);
    }
    open(line);
  }

  void wait(std::int64_t now) {
    std::int64_t until = now >= end_ ? now + 50'000 : end_;
    if (plan_.rate > 0 && !all_sent(now) && !idle_.empty()) until = due_of(result_.sent);
    if (!paused_.empty()) until = std::min(until, paused_.front()->paused_until);
    const std::int64_t us = std::max<std::int64_t>(until - now, 0);
    const timespec timeout{us / k_second, us % k_second * 1000};
    std::array<epoll_event, 256> events;
    const int count = ::epoll_pwait2(epoll_.get(), events.data(), events.size(), &timeout, nullptr);
    for (int i = 0; i < count; ++i) {
      Line& line = *static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr);
      const auto what = events[static_cast<std::size_t>(i)].events;
      if ((what & EPOLLOUT) != 0) write(line);
      if ((what & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read(line);
    }
  }

  void read(Line& line) {
    if (!line.reader.fill(line.fd.get())) return lose(line);
    while (line.answers_left > 0) {
      const auto status = line.reader.next();
      if (!status) return;
      ++result_.by_status[*status];
      if (*status != 200) line.worst_status = *status;
      if (--line.answers_left == 0) finish(line);
    }
  }

  void finish(Line& line) {
    --busy_;
    last_answer_ = now_us();
    if (hooks_.answered) hooks_.answered(line.n, line.worst_status);
    if (line.worst_status == 200) {
      ++result_.ok;
      result_.latencies.add(last_answer_ - line.due);
      idle_.push_back(&line);
      return;
    }
    line.paused_until = last_answer_ + plan_.pause_after_refusal_ms * 1000;
    paused_.push_back(&line);
  }

  const LoadPlan& plan_;
  const LoadHooks& hooks_;
  Fd epoll_;
  std::vector<std::unique_ptr<Line>> lines_;
  std::vector<Line*> idle_;
  std::vector<Line*> paused_;  // who waits shortest first
  std::uint64_t total_ = 0;
  std::uint64_t busy_ = 0;
  std::int64_t start_ = 0;
  std::int64_t end_ = 0;
  std::int64_t last_answer_ = 0;
  LoadResult result_;
};

}  // namespace

LoadResult run_load(const LoadPlan& plan, const LoadHooks& hooks) { return Load{plan, hooks}.run(); }

void LoadResult::write(JsonWriter& json) {
  json.member("sent", sent).member("ok", ok).member("broken", broken).member("seconds", seconds);
  json.key("by_status").begin_object();
  for (const auto& [status, count] : by_status) json.member(std::to_string(status), count);
  json.end_object();
  json.member("ok_per_second", seconds > 0 ? static_cast<double>(ok) / seconds : 0.0);
  json.member("generator_cpu_seconds", cpu_seconds);
  latencies.write(json, "latency_ms");
}

}  // namespace recado::bench
