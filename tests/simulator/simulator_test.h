// A running simulator with one business number, its webhook receiver and two customers.
#pragma once

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "net/http_client.h"
#include "simulator/simulator.h"
#include "webhook_receiver.h"

namespace recado::simulator {

inline const std::string k_number = "106540352242922";
inline const std::string k_account = "102290129340398";
inline const std::string k_token = "EAAtoken";
inline const std::string k_secret = "0123456789abcdef0123456789abcdef";

struct Answer {
  int status = 0;
  std::string text;
  boost::json::value json;
  // Graph's error code; 0 when there is none.
  std::int64_t code() const;
  std::string wamid() const;
};

class SimulatorTest : public testing::Test {
 protected:
  void SetUp() override;
  void start(SimulatorOptions options = {});
  void add_number_and_customers();

  Answer control(const std::string& method, const std::string& path, const std::string& body = {});
  // path: "/106…/messages"; the version is added
  Answer graph(const std::string& method, const std::string& path, const std::string& body = {},
               const std::string& token = k_token);
  std::expected<net::Response, net::ClientFailure> raw(const std::string& method, const std::string& target,
                                                       const std::string& body = {}, net::Headers headers = {});
  Answer send_text(const std::string& to, const std::string& text);
  // Sends one whole message body; messaging_product and `to` (Ana) are added.
  Answer send(const std::string& members);
  std::string customer_writes(const std::string& customer, const std::string& text, int ago_seconds = 0);
  boost::json::value thread(const std::string& customer);
  // Long-polls until the thread's last message has this status.
  void wait_for_last(const std::string& customer, const std::string& status);
  void put_faults(const std::string& json);
  std::string base() const { return "http://127.0.0.1:" + std::to_string(simulator_->port()); }

  WebhookReceiver receiver_;
  std::unique_ptr<Simulator> simulator_;
  net::HttpClient client_;
};

}  // namespace recado::simulator
