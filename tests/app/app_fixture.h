// A workspace with one connected number over a real database, and what the use cases need around it.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "app/connection_directory.h"
#include "app/receive.h"
#include "app/send_message.h"
#include "base/clock.h"
#include "providers/meta/webhook_reader.h"
#include "sql/database.h"
#include "store/sql_store.h"
#include "support/test_database.h"

namespace recado::test {

class Silence final : public AfterCommit {
 public:
  void live_events(WorkspaceId, std::int64_t) override {}
  void jobs_added() override {}
};

class AppTest : public ::testing::TestWithParam<std::string> {
 protected:
  static constexpr std::int64_t k_start_s = 1'795'000'000;
  static constexpr std::string_view k_number = "106540352242922";
  static constexpr std::string_view k_account = "102290129340398";

  void SetUp() override;

  // A delivery of one change with these messages or statuses (JSON texts).
  std::string delivery(const std::vector<std::string>& messages, const std::vector<std::string>& statuses = {},
                       const std::string& contacts = R"([{"profile":{"name":"Ana"},"wa_id":"573001234567"}])") const;
  std::string text(const std::string& id, const std::string& body, std::int64_t at_s = k_start_s,
                   const std::string& from = "573001234567") const;
  std::string status(const std::string& id, const std::string& word, std::int64_t at_s = k_start_s,
                     const std::string& callback = "") const;

  ReceiveSummary receive(const std::string& body);
  std::shared_ptr<const Receipt> receipt_of(const std::string& body);

  std::vector<ConversationWithContact> inbox();
  std::vector<StoredMessage> thread(ConversationId conversation);
  std::vector<FailedReceipt> failed();
  StoredMessage message(MessageId id);
  std::int64_t newest_event();
  // A queued reply in the first conversation.
  StoredMessage reply(const std::string& body = "hello", const std::string& key = "key-1");

  template <typename F>
  void read(F&& f) {
    const auto done = store_->read(workspace_, [&](Transaction& tx) -> Result<void> {
      f(tx);
      return {};
    });
    ASSERT_TRUE(done) << done.error().message;
  }

  TestDatabase fresh_{GetParam()};
  ManualClock clock_{utc_seconds(k_start_s + 60)};
  IdSource ids_{clock_, 1};
  crypto::MasterKey key_ = crypto::MasterKey::generate();
  Silence silence_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Connections> connections_;
  std::unique_ptr<ConnectionDirectory> directory_;
  std::unique_ptr<WebhookReader> reader_ = meta::make_webhook_reader();
  Providers providers_;
  std::unique_ptr<Receive> receive_;
  std::unique_ptr<SendMessage> send_;
  WorkspaceId workspace_{1001};
  Connection connection_;
  Caller caller_{workspace_, Role::agent, PersonId{2001}, {}};
};

}  // namespace recado::test
