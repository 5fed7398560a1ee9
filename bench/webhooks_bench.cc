// Sends signed deliveries to a webhook and, if asked, watches them come out of the live stream. Prints one JSON object.
#include <CLI/CLI.hpp>

#include <atomic>
#include <cstdio>
#include <poll.h>
#include <thread>

#include "load/http_load.h"
#include "load/live_socket.h"
#include "load/webhooks.h"

namespace recado::bench {

namespace {

struct Options {
  std::string url;
  std::string path;
  std::string secret;
  std::string api_key;  // empty: nobody watches
  LoadPlan plan;
  std::uint32_t customers = 50'000;
  std::uint32_t run = 0;
  std::string provider = "meta";
  Mix mix = Mix::texts;
  double live_wait = 30;
};

// Both are written by one thread and read by the other, at different times.
struct Times {
  explicit Times(std::size_t count) : due(count), seen(count) {}
  std::vector<std::atomic<std::int64_t>> due;
  std::vector<std::atomic<std::int64_t>> seen;
};

class Watcher {
 public:
  Watcher(const Options& options, const Webhooks& webhooks, Times& times)
      : socket_(address_of(options.url), options.api_key),
        webhooks_(webhooks),
        times_(times),
        thread_([this] { run(); }) {}
  ~Watcher() { stop(); }

  std::uint64_t seen() const { return seen_; }
  std::uint64_t doubled() const { return doubled_; }
  bool is_open() const { return is_open_; }
  void stop() {
    is_stopping_ = true;
    if (thread_.joinable()) thread_.join();
  }

 private:
  void run() {
    pollfd watched{socket_.fd(), POLLIN, 0};
    while (!is_stopping_ && is_open_) {
      if (::poll(&watched, 1, 50) <= 0) continue;
      is_open_ = socket_.receive([this](std::string_view text) { note(text); });
    }
  }

  void note(std::string_view text) {
    const auto n = webhooks_.number_in(text);
    if (n < 0 || static_cast<std::size_t>(n) >= times_.seen.size()) return;
    auto& seen = times_.seen[static_cast<std::size_t>(n)];
    if (seen.load(std::memory_order_relaxed) != 0) {
      ++doubled_;
      return;
    }
    seen.store(now_us(), std::memory_order_relaxed);
    ++seen_;
  }

  LiveSocket socket_;
  const Webhooks& webhooks_;
  Times& times_;
  std::atomic<std::uint64_t> seen_ = 0;
  std::atomic<std::uint64_t> doubled_ = 0;
  std::atomic<bool> is_open_ = true;
  std::atomic<bool> is_stopping_ = false;
  std::thread thread_;
};

void write_live(JsonWriter& json, Watcher& watcher, Times& times, std::uint64_t expected, double wait) {
  const auto until = now_us() + static_cast<std::int64_t>(wait * 1e6);
  while (watcher.seen() < expected && watcher.is_open() && now_us() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  const bool is_open = watcher.is_open();
  watcher.stop();
  Latencies latencies;
  for (std::size_t n = 0; n < times.seen.size(); ++n) {
    if (const auto seen = times.seen[n].load(); seen != 0) latencies.add(seen - times.due[n].load());
  }
  json.key("live").begin_object().member("expected", expected).member("seen", watcher.seen());
  json.member("doubled", watcher.doubled()).member("stayed_open", is_open);
  latencies.write(json, "latency_ms");
  json.end_object();
}

std::unique_ptr<Webhooks> make_webhooks(const Options& options) {
  WebhookTarget target{.host = options.plan.address.text(),
                       .path = options.path,
                       .secret = options.secret,
                       .customers = options.customers,
                       .run = options.run,
                       .mix = options.mix};
  if (options.provider == "twilio") return make_twilio_webhooks(std::move(target));
  if (options.provider == "kapso") return make_kapso_webhooks(std::move(target));
  return make_meta_webhooks(std::move(target));
}

int run(Options& options) {
  options.plan.address = address_of(options.url);
  const auto made = make_webhooks(options);
  Webhooks& webhooks = *made;
  const bool watches = !options.api_key.empty();
  Times times{watches ? static_cast<std::size_t>(options.plan.rate * options.plan.seconds) : 0};
  std::optional<Watcher> watcher;
  if (watches) watcher.emplace(options, webhooks, times);
  auto result = run_load(options.plan, {.make = [&](std::uint64_t n, std::int64_t due, std::string& out) {
                           if (watches) times.due[n].store(due, std::memory_order_relaxed);
                           webhooks.append(n, out);
                         }});
  JsonWriter json;
  json.begin_object().member("connections", options.plan.connections).member("rate", options.plan.rate);
  json.member("body_bytes", webhooks.body_bytes());
  result.write(json);
  if (watcher) write_live(json, *watcher, times, result.ok, options.live_wait);
  json.end_object();
  std::puts(json.text().c_str());
  return 0;
}

}  // namespace

}  // namespace recado::bench

int main(int argc, char** argv) try {
  recado::bench::Options options;
  CLI::App app{"Sends signed webhooks."};
  app.add_option("--url", options.url)->required();
  app.add_option("--path", options.path)->required();
  app.add_option("--secret", options.secret)->required();
  app.add_option("--live-key", options.api_key, "watch /v1/live with this key; needs --rate");
  app.add_option("--connections", options.plan.connections);
  app.add_option("--rate", options.plan.rate, "requests a second; 0: flat out");
  app.add_option("--seconds", options.plan.seconds);
  app.add_option("--customers", options.customers);
  app.add_option("--run", options.run, "a number that no earlier run on this database had");
  app.add_option("--provider", options.provider)->check(CLI::IsMember({"meta", "twilio", "kapso"}));
  app.add_flag_callback("--all-types", [&options] { options.mix = recado::bench::Mix::all_types; });
  app.add_option("--live-wait", options.live_wait, "seconds to wait for the last events");
  CLI11_PARSE(app, argc, argv);
  return recado::bench::run(options);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
