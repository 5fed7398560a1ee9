#include "app_fixture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json_writer.h"

namespace recado::test {

void AppTest::SetUp() {
  auto opened = sql::open_database({.url = fresh_.url()});
  ASSERT_TRUE(opened) << opened.error().message;
  database_ = std::move(*opened);
  const auto migrated = database_->migrate();
  ASSERT_TRUE(migrated) << migrated.error().message;
  store_ = store::make_store(*database_, silence_);
  connections_ = store::make_connections(*database_, key_);
  directory_ = std::make_unique<ConnectionDirectory>(*connections_);
  connection_ = {ConnectionId{3001},
                 workspace_,
                 Provider::meta,
                 Environment::development,
                 ConnectionStatus::connected,
                 "Demo",
                 "15550783881",
                 std::string{k_number},
                 std::string{k_account},
                 "http://127.0.0.1:1",
                 clock_.now()};
  ASSERT_TRUE(connections_->create(connection_, {"token", "secret", "verify"}));
  ASSERT_TRUE(directory_->reload());
  providers_.add(Provider::meta, {.reader = reader_.get()});
  receive_ = std::make_unique<Receive>(*store_, *directory_, providers_, ids_, clock_);
  send_ = std::make_unique<SendMessage>(*store_, *directory_, ids_, clock_);
}

std::string AppTest::delivery(const std::vector<std::string>& messages, const std::vector<std::string>& statuses,
                              const std::string& contacts) const {
  std::string value = fmt::format(
      R"("messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550783881","phone_number_id":"{}"}})",
      k_number);
  if (!messages.empty()) value += fmt::format(R"(,"contacts":{},"messages":[{}])", contacts, fmt::join(messages, ","));
  if (!statuses.empty()) value += fmt::format(R"(,"statuses":[{}])", fmt::join(statuses, ","));
  return fmt::format(
      R"({{"object":"whatsapp_business_account","entry":[{{"id":"{}","changes":[{{"field":"messages","value":{{{}}}}}]}}]}})",
      k_account, value);
}

std::string AppTest::text(const std::string& id, const std::string& body, std::int64_t at_s,
                          const std::string& from) const {
  return fmt::format(R"({{"from":"{}","id":"{}","timestamp":"{}","type":"text","text":{{"body":{}}}}})", from, id, at_s,
                     json_quoted(body));
}

std::string AppTest::status(const std::string& id, const std::string& word, std::int64_t at_s,
                            const std::string& callback) const {
  std::string more;
  if (!callback.empty()) more += fmt::format(R"(,"biz_opaque_callback_data":"{}")", callback);
  if (word == "failed") more += R"(,"errors":[{"code":131026,"title":"Message undeliverable"}])";
  return fmt::format(R"({{"id":"{}","status":"{}","timestamp":"{}","recipient_id":"573001234567"{}}})", id, word, at_s,
                     more);
}

std::shared_ptr<const Receipt> AppTest::receipt_of(const std::string& body) {
  return std::make_shared<const Receipt>(ids_.next<ReceiptId>(), connection_.id, Provider::meta, clock_.now(), body);
}

ReceiveSummary AppTest::receive(const std::string& body) {
  const auto receipt = receipt_of(body);
  const auto received = receive_->apply({&receipt, 1});
  EXPECT_TRUE(received) << received.error().message;
  return received.value_or(ReceiveSummary{});
}

std::vector<ConversationWithContact> AppTest::inbox() {
  std::vector<ConversationWithContact> all;
  read([&](Transaction& tx) { all = tx.conversations().list({}, {}, 100).value(); });
  return all;
}

std::vector<StoredMessage> AppTest::thread(ConversationId conversation) {
  std::vector<StoredMessage> messages;
  read([&](Transaction& tx) { messages = tx.messages().page(conversation, {}, Towards::older, 2000).value(); });
  return messages;
}

std::vector<FailedReceipt> AppTest::failed() {
  std::vector<FailedReceipt> receipts;
  read([&](Transaction& tx) { receipts = tx.receipt_failures().list({}, 100).value(); });
  return receipts;
}

StoredMessage AppTest::message(MessageId id) {
  std::vector<StoredMessage> loaded;
  read([&](Transaction& tx) { loaded = tx.messages().load({&id, 1}).value(); });
  EXPECT_EQ(loaded.size(), 1U);
  return loaded.empty() ? StoredMessage{} : loaded.front();
}

std::int64_t AppTest::newest_event() {
  std::int64_t newest = 0;
  read([&](Transaction& tx) { newest = tx.live_log().range().value().newest; });
  return newest;
}

StoredMessage AppTest::reply(const std::string& body, const std::string& key) {
  const auto sent = (*send_)(caller_, {inbox().front().conversation.id, text_content(body), key, {}});
  EXPECT_TRUE(sent) << sent.error().message;
  return sent.value_or(StoredMessage{});
}

}  // namespace recado::test
