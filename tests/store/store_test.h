// What the suites of the store share: a fresh database with the whole schema, and short ways to fill it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/sql_store.h"
#include "support/test_database.h"

namespace recado::store {

class Told final : public AfterCommit {
 public:
  void live_events(WorkspaceId, std::int64_t seq) override { events_through = seq; }
  void jobs_added() override { ++jobs; }
  std::int64_t events_through = 0;
  int jobs = 0;
};

class StoreTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    database_ = std::move(*sql::open_database({.url = fresh_.url()}));
    ASSERT_TRUE(database_->migrate());
    store_ = make_store(*database_, told_);
  }

  void write(const std::function<Result<void>(Transaction&)>& unit) { write_in(workspace_, unit); }
  void write_in(WorkspaceId workspace, const std::function<Result<void>(Transaction&)>& unit) {
    const auto done = store_->write(workspace, unit);
    ASSERT_TRUE(done) << done.error().message;
  }
  void read(const std::function<void(Transaction&)>& unit) {
    const auto done = store_->read(workspace_, [&](Transaction& tx) -> Result<void> {
      unit(tx);
      return {};
    });
    ASSERT_TRUE(done) << done.error().message;
  }

  // Conversation `id` with a contact of the same number, last message at `id` seconds unless said otherwise.
  Conversation conversation(std::int64_t id) const {
    Conversation c;
    c.id = ConversationId{id};
    c.connection = ConnectionId{1};
    c.contact = ContactId{id};
    c.last_message_at = utc_seconds(id);
    c.last_message_id = MessageId{id};
    c.created_at = utc_seconds(1);
    return c;
  }
  void add(const std::vector<Conversation>& conversations) {
    write([&](Transaction& tx) -> Result<void> {
      std::vector<NewContact> contacts;
      for (const Conversation& c : conversations) {
        Contact contact;
        contact.id = c.contact;
        contact.profile_name = "Contact " + std::to_string(c.id.value);
        contacts.push_back({contact, {}, utc_seconds(1)});
      }
      if (auto done = tx.contacts().create(contacts); !done) return done;
      return tx.conversations().create(conversations);
    });
  }

  StoredMessage message(std::int64_t id, std::string text, std::int64_t conversation = 1) const {
    StoredMessage m;
    m.id = MessageId{id};
    m.conversation = ConversationId{conversation};
    m.connection = ConnectionId{1};
    m.sent_at = utc_seconds(id);
    m.received_at = utc_seconds(id);
    m.provider_time_s = id;
    m.provider_id = "wamid." + std::to_string(id);
    m.text = std::move(text);
    return m;
  }

  test::TestDatabase fresh_{GetParam()};
  Told told_;
  WorkspaceId workspace_{11};
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<Store> store_;
};

}  // namespace recado::store
