// A Recado with a sandbox as `recado serve` runs it, in the test's own process, over a fresh data folder or database.
#pragma once

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "net/http_client.h"
#include "server/program.h"
#include "support/test_database.h"

namespace recado::server {

class RunningProgram {
 public:
  // kind: "sqlite" or "postgres"
  explicit RunningProgram(const std::string& kind);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  void start();
  void stop() { program_.reset(); }
  Program& program() { return *program_; }
  Config& config() { return config_; }
  const std::string& api_key() const { return api_key_; }

  struct Answer {
    int status = 0;
    boost::json::value body;
  };
  Answer ask(const std::string& method, const std::string& path, const std::string& body = {},
             const std::string& key = {});
  // Of the simulator's control API: "customers/ana/messages".
  Answer control(const std::string& method, const std::string& path, const std::string& body = {});
  // The customer writes through the simulator.
  void customer_writes(const std::string& customer, const std::string& text,
                       const std::string& number_id = k_number_id);
  // The bytes at a path of the program or, with the whole address, anywhere; empty unless the answer is 200.
  std::string bytes_at(const std::string& path_or_url);
  // The phone, waited for until it shows this text from the business; false after half a minute.
  bool phone_shows(const std::string& customer, const std::string& text, const std::string& number_id = k_number_id);

  static constexpr const char* k_number_id = "100000000000001";
  static constexpr const char* k_kapso_number_id = "100000000000003";
  static constexpr const char* k_twilio_number_id = "573000000002";

 private:
  Answer send(const net::ClientRequest& request);

  test::TestDatabase database_;
  std::string folder_;
  Config config_;
  SystemClock clock_;
  std::string api_key_;
  net::HttpClient client_;
  std::unique_ptr<Program> program_;
};

}  // namespace recado::server
