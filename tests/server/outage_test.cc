// Twilio repeats no webhook: what comes in while the program is down is looked for at the next start, and is there once.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "net/http_client.h"
#include "server/after_commit_fanout.h"
#include "server/installation.h"
#include "server/program.h"
#include "server/stores.h"
#include "simulator/moved_clock.h"
#include "simulator/simulator.h"
#include "support/live_client.h"
#include "support/test_database.h"

namespace recado::server {
namespace {

constexpr const char* k_phone = "576015550100";
constexpr const char* k_account = "AC00000000000000000000000000000007";
constexpr const char* k_token = "12345678901234567890123456789012";
constexpr int k_customers = 5;
constexpr int k_each = 100;

class OutageTest : public ::testing::TestWithParam<std::string> {
 protected:
  OutageTest() : folder_((std::filesystem::temp_directory_path() / "recado_outage_XXXXXX").string()) {}
  ~OutageTest() override {
    program_.reset();
    std::filesystem::remove_all(folder_);
  }

  void SetUp() override {
    ASSERT_NE(::mkdtemp(folder_.data()), nullptr);
    ASSERT_TRUE(simulator_.start());
    config_.data = folder_;
    if (GetParam() == "postgres") config_.database = database_.url();
    config_.port = 0;
    const auto made = initialise(config_, {.email = "olga@example.com", .workspace_name = "Olga & Co"}, clock_);
    ASSERT_TRUE(made) << made.error().message;
    api_key_ = boost::json::parse(*made).at("api_key").as_string();
    connect_number();
    for (int i = 0; i < k_customers; ++i) {
      control("PUT", fmt::format("customers/c{}", i),
              fmt::format(R"({{"name":"Customer {}","phone":"57300123450{}"}})", i, i));
    }
  }

  void connect_number() {
    auto installation = open_installation(config_);
    ASSERT_TRUE(installation) << installation.error().message;
    AfterCommitFanout nobody;
    Stores stores{*installation->database, installation->key, 0, nobody};
    const auto workspace = stores.accounts->first_workspace();
    ASSERT_TRUE(workspace && *workspace);
    ASSERT_TRUE(stores.connections->create({.id = connection_,
                                            .workspace = **workspace,
                                            .provider = Provider::twilio,
                                            .status = ConnectionStatus::connected,
                                            .display_name = "Twilio",
                                            .phone = k_phone,
                                            .number_id = k_phone,
                                            .account_id = k_account,
                                            .base_url = simulator_url(),
                                            .created_at = clock_.now()},
                                           {.access_token = k_token, .app_secret = k_token}));
    installation->database->close();
  }

  // The number's webhook is where the program listens this time.
  void start() {
    program_ = std::make_unique<Program>(config_, clock_);
    const auto started = program_->start();
    ASSERT_TRUE(started) << started.error().message;
    control("PUT", fmt::format("numbers/{}", k_phone),
            fmt::format(R"({{"provider":"twilio","account_id":"{}","phone":"{}","display_name":"Twilio",)"
                        R"("access_token":"{}","app_secret":"{}","webhook_url":"{}/v1/webhooks/whatsapp/twilio/{}"}})",
                        k_account, k_phone, k_token, k_token, program_->url(), connection_.text()));
  }

  std::string simulator_url() const { return fmt::format("http://127.0.0.1:{}", simulator_.port()); }

  boost::json::value ask(net::ClientRequest request) {
    const auto answer = client_.send(request);
    if (!answer || answer->status != 200) {
      ADD_FAILURE() << request.method << ' ' << request.url << ": " << (answer ? answer->body : answer.error().message);
      return nullptr;
    }
    return boost::json::parse(answer->body);
  }
  boost::json::value control(const std::string& method, const std::string& path, const std::string& body = {}) {
    return ask({.method = method, .url = simulator_url() + "/control/" + path, .body = body});
  }
  boost::json::value api(const std::string& path) {
    net::ClientRequest request{.url = program_->url() + path};
    request.headers.set("Authorization", "Bearer " + api_key_);
    return ask(std::move(request));
  }
  void writes(int customer, const std::string& text, int count = 1) {
    control("POST", fmt::format("customers/c{}/messages", customer),
            fmt::format(R"({{"number_id":"{}","text":"{}","count":{}}})", k_phone, text, count));
  }

  // Waits until so many messages have been created since the beginning.
  void wait_for_messages(std::size_t count) {
    const std::string url = program_->url();
    test::LiveClient stream{static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))),
                            "/v1/live?since=0",
                            {{"Authorization", "Bearer " + api_key_}}};
    while (created_.size() < count) {
      const auto frame = stream.read();
      if (!frame) FAIL() << "only " << created_.size() << " of " << count << " messages came";
      const auto event = boost::json::parse(*frame);
      if (event.at("type") != "message.created") continue;
      created_.insert(std::string{event.at("message").at("id").as_string()});
    }
  }

  // How many messages each conversation has, by its contact's name.
  std::map<std::string, std::size_t> inbox() {
    std::map<std::string, std::size_t> sizes;
    const auto conversations = api("/v1/conversations");
    for (const auto& each : conversations.at("items").as_array()) {
      const std::string id{each.at("id").as_string()};
      std::string cursor;
      std::size_t count = 0;
      do {
        const auto page =
            api("/v1/conversations/" + id + "/messages?limit=100" + (cursor.empty() ? "" : "&cursor=" + cursor));
        count += page.at("items").as_array().size();
        const auto& previous = page.at("previous_cursor");
        cursor = previous.is_string() ? std::string{previous.as_string()} : std::string{};
      } while (!cursor.empty());
      sizes[id] = count;
    }
    return sizes;
  }

  test::TestDatabase database_{GetParam()};
  std::string folder_;
  simulator::MovedClock clock_;
  simulator::Simulator simulator_{{}};
  Config config_;
  std::string api_key_;
  net::HttpClient client_;
  ConnectionId connection_{(std::int64_t{1} << 40) + 7};
  std::unique_ptr<Program> program_;
  std::set<std::string> created_;
};

TEST_P(OutageTest, TenMinutesAwayCostNoMessageAndDoubleNone) {
  start();
  for (int i = 0; i < k_customers; ++i) writes(i, "before");
  wait_for_messages(k_customers);
  program_.reset();

  control("POST", "clock", R"({"forward_seconds":600})");
  clock_.forward(std::chrono::minutes{10});
  for (int i = 0; i < k_customers; ++i) writes(i, "while you were away", k_each);
  start();
  wait_for_messages(k_customers * (k_each + 1));
  writes(0, "after");
  wait_for_messages(k_customers * (k_each + 1) + 1);

  // Once more: what is looked through again changes nothing.
  program_.reset();
  start();
  writes(1, "the end");
  wait_for_messages(k_customers * (k_each + 1) + 2);
  const auto sizes = inbox();
  ASSERT_EQ(sizes.size(), static_cast<std::size_t>(k_customers));
  std::size_t all = 0;
  for (const auto& [id, size] : sizes) all += size;
  EXPECT_EQ(all, static_cast<std::size_t>(k_customers * (k_each + 1) + 2));
}

INSTANTIATE_TEST_SUITE_P(, OutageTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::server
