// Reads addresses over HTTP, one line of a file after the other, and measures the answers. A line may hold several
// addresses: they are sent together and count as one. Prints one JSON object.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "load/http_load.h"

namespace recado::bench {

namespace {

struct Options {
  std::string url;
  std::string file;
  std::string api_key;
  LoadPlan plan;
};

struct Requests {
  std::vector<std::string> bytes;
  int answers = 1;
};

Requests read_requests(const Options& options) {
  Requests requests;
  std::ifstream file{options.file};
  for (std::string line; std::getline(file, line);) {
    std::istringstream paths{line};
    std::string bytes;
    int count = 0;
    for (std::string path; paths >> path; ++count) {
      bytes +=
          fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nAccept: application/json\r\n\r\n",
                      path, options.plan.address.text(), options.api_key);
    }
    requests.answers = count;
    requests.bytes.push_back(std::move(bytes));
  }
  if (requests.bytes.empty()) fail("There is no address in " + options.file);
  return requests;
}

int run(Options& options) {
  options.plan.address = address_of(options.url);
  const Requests requests = read_requests(options);
  options.plan.answers_per_request = requests.answers;
  auto result = run_load(options.plan, {.make = [&](std::uint64_t n, std::int64_t, std::string& out) {
                           out += requests.bytes[n % requests.bytes.size()];
                         }});
  JsonWriter json;
  json.begin_object().member("connections", options.plan.connections).member("rate", options.plan.rate);
  result.write(json);
  json.end_object();
  std::puts(json.text().c_str());
  return 0;
}

}  // namespace

}  // namespace recado::bench

int main(int argc, char** argv) try {
  recado::bench::Options options;
  CLI::App app{"Reads addresses over HTTP."};
  app.add_option("--url", options.url)->required();
  app.add_option("--file", options.file)->required();
  app.add_option("--key", options.api_key)->required();
  app.add_option("--connections", options.plan.connections);
  app.add_option("--rate", options.plan.rate, "lines a second; 0: flat out");
  app.add_option("--seconds", options.plan.seconds);
  CLI11_PARSE(app, argc, argv);
  return recado::bench::run(options);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
