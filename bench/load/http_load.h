// Sends requests over keep-alive connections from one thread, at a fixed rate or one after the other, and measures how long
// each answer takes. At a fixed rate the time runs from when the request was due: a server that stalls does not stop the
// clock of those that wait for a free connection.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "load/latencies.h"
#include "load/sockets.h"

namespace recado::bench {

struct LoadPlan {
  Address address;
  int connections = 64;
  double rate = 0;  // requests a second; 0: as fast as the connections allow
  double seconds = 10;
  int answers_per_request = 1;  // a request may be several of HTTP, sent together; its time ends with the last answer
  int pause_after_refusal_ms = 100;  // what a connection waits after an answer that is not 200
};

struct LoadHooks {
  // Appends the bytes of request n. due_us: when it was to be sent.
  std::function<void(std::uint64_t n, std::int64_t due_us, std::string& out)> make;
  std::function<void(std::uint64_t n, int status)> answered = {};
};

struct LoadResult {
  std::uint64_t sent = 0;
  std::uint64_t ok = 0;      // 200
  std::uint64_t broken = 0;  // connections that ended before the answer
  std::map<int, std::uint64_t> by_status;
  double seconds = 0;  // from the first request to the last answer
  double cpu_seconds = 0;
  Latencies latencies;  // of the 200s

  // The members of an object that the caller has begun.
  void write(JsonWriter& json);
};

LoadResult run_load(const LoadPlan& plan, const LoadHooks& hooks);

}  // namespace recado::bench
