// Opens many live sockets, reads what each costs the server in memory, and how long one event takes to reach all of them.
// Prints one JSON object.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <sys/epoll.h>
#include <thread>

#include "load/answer_reader.h"
#include "load/latencies.h"
#include "load/live_socket.h"
#include "load/webhooks.h"

namespace recado::bench {

namespace {

struct Options {
  std::string url;
  std::string path;
  std::string secret;
  std::string api_key;
  int pid = 0;
  int sockets = 5000;
  int events = 20;
  std::uint32_t run = 0;
};

std::int64_t resident_kb(int pid) {
  std::ifstream status{fmt::format("/proc/{}/status", pid)};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoll(line.substr(6));
  }
  fail("The server's memory cannot be read.");
}

class Crowd {
 public:
  Crowd(const Options& options, const Webhooks& webhooks)
      : webhooks_(webhooks), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    const Address address = address_of(options.url);
    for (int i = 0; i < options.sockets; ++i) {
      auto& socket = *sockets_.emplace_back(std::make_unique<LiveSocket>(address, options.api_key));
      epoll_event event{EPOLLIN, {.ptr = &socket}};
      ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, socket.fd(), &event);
      pump(0);
    }
  }

  // Reads what has come, waiting at most so long for the first.
  void pump(int wait_ms) {
    std::array<epoll_event, 512> events;
    const int count = ::epoll_wait(epoll_.get(), events.data(), events.size(), wait_ms);
    for (int i = 0; i < count; ++i) {
      auto& socket = *static_cast<LiveSocket*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (!socket.receive([this](std::string_view text) { note(text); })) fail("The server has closed a socket.");
    }
  }
  void settle(double seconds) {
    for (const auto until = now_us() + static_cast<std::int64_t>(seconds * 1e6); now_us() < until;) pump(50);
  }

  struct Spread {
    std::int64_t first = 0;
    std::int64_t last = 0;
  };
  // When the first and the last socket had event n.
  Spread follow(std::int64_t n) {
    wanted_ = n;
    reached_ = 0;
    spread_ = {};
    for (const auto until = now_us() + 20'000'000; reached_ < sockets_.size();) {
      if (now_us() > until) fail(fmt::format("The event reached {} of {} sockets.", reached_, sockets_.size()));
      pump(50);
    }
    return spread_;
  }

 private:
  void note(std::string_view text) {
    if (wanted_ < 0 || webhooks_.number_in(text) != wanted_) return;
    spread_.last = now_us();
    if (reached_++ == 0) spread_.first = spread_.last;
  }

  const Webhooks& webhooks_;
  Fd epoll_;
  std::vector<std::unique_ptr<LiveSocket>> sockets_;
  std::int64_t wanted_ = -1;
  std::size_t reached_ = 0;
  Spread spread_;
};

int run(const Options& options) {
  const Address address = address_of(options.url);
  const auto made = make_meta_webhooks(
      {.host = address.text(), .path = options.path, .secret = options.secret, .customers = 1000, .run = options.run});
  Webhooks& webhooks = *made;
  Fd poster = connect_to(address);
  const std::int64_t before = resident_kb(options.pid);
  const auto begun = now_us();
  Crowd crowd{options, webhooks};
  const auto opened = now_us();
  crowd.settle(5);
  const std::int64_t after = resident_kb(options.pid);
  Latencies to_first;
  Latencies to_last;
  Latencies spreads;
  for (int n = 0; n < options.events; ++n) {
    std::string request;
    webhooks.append(static_cast<std::uint64_t>(n), request);
    const auto sent = now_us();
    send_all(poster.get(), request);
    const auto spread = crowd.follow(n);
    to_first.add(spread.first - sent);
    to_last.add(spread.last - sent);
    spreads.add(spread.last - spread.first);
    AnswerReader reader;
    std::optional<int> status;
    while (!(status = reader.next())) {
      if (!reader.fill(poster.get())) fail("The server closed the webhook's connection.");
    }
    if (*status != 200) fail(fmt::format("The webhook was answered {}.", *status));
    crowd.settle(0.2);
  }
  crowd.settle(2);
  JsonWriter json;
  json.begin_object()
      .member("sockets", options.sockets)
      .member("open_seconds", static_cast<double>(opened - begun) / 1e6);
  json.member("resident_before_kb", before).member("resident_after_kb", after);
  json.member("resident_after_events_kb", resident_kb(options.pid));
  json.member("kb_per_socket", static_cast<double>(after - before) / options.sockets);
  to_first.write(json, "webhook_to_first_ms");
  to_last.write(json, "webhook_to_last_ms");
  spreads.write(json, "first_to_last_ms");
  json.end_object();
  std::puts(json.text().c_str());
  return 0;
}

}  // namespace

}  // namespace recado::bench

int main(int argc, char** argv) try {
  recado::bench::Options options;
  CLI::App app{"Opens many live sockets."};
  app.add_option("--url", options.url)->required();
  app.add_option("--path", options.path)->required();
  app.add_option("--secret", options.secret)->required();
  app.add_option("--key", options.api_key)->required();
  app.add_option("--pid", options.pid, "of the server")->required();
  app.add_option("--sockets", options.sockets);
  app.add_option("--events", options.events);
  app.add_option("--run", options.run);
  CLI11_PARSE(app, argc, argv);
  return recado::bench::run(options);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
