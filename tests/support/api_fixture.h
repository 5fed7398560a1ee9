// A Recado that answers HTTP on a free port, over a fresh database, with one workspace, its owner and one number of Meta. The
// clock stands still unless it is moved, and what a webhook brings is applied on the test's own thread.
#pragma once

#include <gtest/gtest.h>
#include <prometheus/registry.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/routes.h"
#include "app/create_workspace.h"
#include "server/after_commit_fanout.h"
#include "server/stores.h"
#include "server/use_cases.h"
#include "sql/database.h"
#include "support/test_database.h"

namespace recado::test {

struct Reply {
  int status = 0;
  net::Headers headers;
  std::string body;

  // The text of a member of the outermost object; empty when it is absent or null.
  std::string member(std::string_view name) const;
};

struct Ask {
  std::string method = "GET";
  std::string target;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

class ApiTest : public ::testing::TestWithParam<std::string> {
 protected:
  static constexpr std::int64_t k_start_s = 1'795'000'000;
  static constexpr const char* k_email = "olga@example.com";
  static constexpr const char* k_password = "a long enough password";
  static constexpr const char* k_app_secret = "the app's secret";
  static constexpr const char* k_verify_token = "the verify token";

  ~ApiTest() override;
  void SetUp() override;
  // Again, after settings_ or server_options_ have been changed.
  void start();

  Reply send(const Ask& ask);
  // As the owner in a browser: cookie and Origin.
  Reply get(const std::string& target) { return as(session_, {"GET", target, {}, {}}); }
  Reply post(const std::string& target, const std::string& body = {}) {
    return as(session_, {"POST", target, body, {}});
  }
  Reply reply(const std::string& conversation, const std::string& text, const std::string& key);
  Reply as(const std::string& session, Ask ask);
  std::vector<std::pair<std::string, std::string>> browser_headers(const std::string& session) const;

  // A member beside the owner; their session.
  std::string join(Role role, const std::string& name);
  PersonId person_of(const std::string& session);
  void sign_out(const std::string& session);

  // Meta delivers, and what it brings is applied.
  Reply deliver(const std::string& body, const std::string& path = "/v1/webhooks/whatsapp/meta");
  Reply post_signed(const std::string& body, const std::string& secret, const std::string& path);
  void apply_deliveries();
  // A customer's text; answers the conversation's id.
  std::string customer_writes(const std::string& text, std::int64_t at_s = k_start_s,
                              const std::string& phone = "573001234567");
  static std::string text_item(const std::string& id, const std::string& text, std::int64_t at_s,
                               const std::string& phone);
  static std::string delivery_of(const std::string& items);
  void index_for_search();
  // Commits so many events of the conversation.
  void make_events(const std::string& conversation, int count);
  std::int64_t newest_event();

  std::uint16_t port() const { return server_->port(); }

  TestDatabase fresh_{GetParam()};
  ManualClock clock_{utc_seconds(k_start_s + 60)};
  IdSource ids_{clock_, 1};
  crypto::MasterKey key_ = crypto::MasterKey::generate();
  server::Config config_;
  std::filesystem::path media_folder_ = std::filesystem::temp_directory_path() / ("recado-api-" + fresh_.name());
  server::AfterCommitFanout fanout_;
  std::unique_ptr<prometheus::Registry> registry_;  // of the server
  api::ApiSettings settings_{.version = "0.1.0"};
  net::ServerOptions server_options_;
  bool ready_ = true;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<server::Stores> stores_;
  std::unique_ptr<ConnectionDirectory> directory_;
  std::unique_ptr<server::UseCases> use_cases_;
  std::unique_ptr<api::LiveHub> live_hub_;
  std::unique_ptr<net::Server> server_;
  net::HttpClient client_;
  CreatedWorkspace made_;
  Connection connection_;
  std::string session_;  // the owner's
  int last_message_ = 0;

 private:
  void make_workspace();

  ReceiptId applied_through_;
};

}  // namespace recado::test
