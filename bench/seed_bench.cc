// Prepares an initialised data folder for the benchmarks: a connection whose app secret is known, and, if asked, an inbox of
// any size with its search index. Prints one JSON object.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "base/crypto.h"
#include "load/customers.h"
#include "load/latencies.h"
#include "seed/inbox_filler.h"
#include "store/sql_store.h"

namespace recado::bench {

namespace {

struct Options {
  std::string data;
  std::string database;  // empty: recado.db in the data folder
  std::string secret;
  std::string provider = "meta";
  std::string base_url = "http://127.0.0.1:9";  // nobody listens there
  InboxSize size;
};

[[noreturn]] void fail(const Error& error) { throw std::runtime_error{error.message}; }

template <typename T>
T must(Result<T> result) {
  if (!result) fail(result.error());
  return std::move(*result);
}
void must(const Result<void>& result) {
  if (!result) fail(result.error());
}

crypto::MasterKey master_key(const std::string& data) {
  std::ifstream file{data + "/master.key"};
  std::string base64;
  file >> base64;
  return must(crypto::MasterKey::from_bytes(must(crypto::from_base64(base64))));
}

Connection add_connection(sql::Database& database, const Options& options, const Clock& clock) {
  const auto key = master_key(options.data);
  const auto workspace = must(store::make_accounts(database)->first_workspace());
  if (!workspace) throw std::runtime_error{"There is no workspace: run recado init first."};
  IdSource ids{clock, 0};
  const Connection connection{.id = ids.next<ConnectionId>(),
                              .workspace = *workspace,
                              .provider = *provider_from(options.provider),
                              .environment = Environment::production,
                              .status = ConnectionStatus::connected,
                              .display_name = "Benchmark",
                              .phone = k_number_phone,
                              .number_id = std::string{options.provider == "twilio" ? k_number_phone : k_number_id},
                              .account_id = k_account_id,
                              .base_url = options.base_url,
                              .created_at = clock.now()};
  must(store::make_connections(database, key)->create(connection, {"token", options.secret, "verify"}));
  return connection;
}

void index_search(sql::Database& database) {
  constexpr int step = 20'000;
  const auto index = store::make_search_index(database);
  while (must(index->index_next(MessageId{INT64_MAX}, step)) > 0) {
  }
}

int run(Options options) {
  if (options.database.empty()) options.database = "sqlite:" + options.data + "/recado.db";
  const SystemClock clock;
  const auto database = must(sql::open_database({.url = options.database}));
  const Connection connection = add_connection(*database, options, clock);
  const auto begun = now_us();
  if (options.size.messages > 0) {
    const auto sink = make_row_sink(options.database);
    InboxFiller{*sink, connection, options.size, clock.now() - std::chrono::minutes{10}}.fill();
    std::fprintf(stderr, "filled in %.1f s\n", static_cast<double>(now_us() - begun) / 1e6);
    index_search(*database);
    std::fprintf(stderr, "indexed after %.1f s\n", static_cast<double>(now_us() - begun) / 1e6);
    sink->finish();
  }
  database->close();
  JsonWriter json;
  json.begin_object().member("connection_id", connection.id).member("messages", options.size.messages);
  json.member("seconds", static_cast<double>(now_us() - begun) / 1e6).end_object();
  std::puts(json.text().c_str());
  return 0;
}

}  // namespace

}  // namespace recado::bench

int main(int argc, char** argv) try {
  recado::bench::Options options;
  CLI::App app{"Fills an initialised installation."};
  app.add_option("--data", options.data)->required();
  app.add_option("--database", options.database);
  app.add_option("--secret", options.secret, "the connection's app secret")->required();
  app.add_option("--provider", options.provider)->check(CLI::IsMember({"meta", "twilio", "kapso"}));
  app.add_option("--base-url", options.base_url, "where the provider's API is");
  app.add_option("--messages", options.size.messages);
  app.add_option("--conversations", options.size.conversations);
  CLI11_PARSE(app, argc, argv);
  return recado::bench::run(options);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
