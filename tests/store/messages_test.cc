#include "base/fold.h"
#include "store_test.h"

namespace recado::store {
namespace {

class MessagesTest : public StoreTest {
 protected:
  void insert(const std::vector<StoredMessage>& messages) {
    write([&](Transaction& tx) -> Result<void> {
      if (auto done = tx.messages().insert(messages); !done) return done.error();
      return {};
    });
  }

  std::vector<std::int64_t> page(std::optional<ThreadCursor> from, Towards towards, int limit) {
    std::vector<std::int64_t> ids;
    read([&](Transaction& tx) {
      for (const auto& m : tx.messages().page(ConversationId{1}, from, towards, limit).value())
        ids.push_back(m.id.value);
    });
    return ids;
  }

  std::vector<std::int64_t> search(const std::string& query, std::optional<MessageId> before = {}, int limit = 10) {
    std::vector<std::int64_t> ids;
    const auto words = words_of(fold(query));
    read([&](Transaction& tx) {
      for (const auto& m : tx.messages().search(words, before, limit).value()) ids.push_back(m.id.value);
    });
    return ids;
  }

  void index_all() {
    // The index goes by workspace, which therefore has to exist.
    const auto accounts = make_accounts(*database_);
    NewWorkspace made;
    made.workspace = {workspace_, "Test"};
    made.owner = {PersonId{1}, "ana@example.com", "Ana", {}};
    made.key = ApiKeyId{1};
    ASSERT_TRUE(accounts->create_workspace(made));
    const auto index = make_search_index(*database_);
    while (index->index_next(MessageId{1'000'000}, 2).value() > 0) {
    }
  }
};

using Ids = std::vector<std::int64_t>;

TEST_P(MessagesTest, PageBothWaysFromACursor) {
  std::vector<StoredMessage> messages;
  for (std::int64_t id = 1; id <= 9; ++id) messages.push_back(message(id, "text"));
  insert(messages);
  EXPECT_EQ(page({}, Towards::older, 3), (Ids{7, 8, 9}));
  EXPECT_EQ(page(ThreadCursor{utc_seconds(7), MessageId{7}}, Towards::older, 3), (Ids{4, 5, 6}));
  EXPECT_EQ(page(ThreadCursor{utc_seconds(4), MessageId{4}}, Towards::newer, 3), (Ids{5, 6, 7}));
  EXPECT_EQ(page(ThreadCursor{utc_seconds(9), MessageId{9}}, Towards::newer, 3), (Ids{}));
}

TEST_P(MessagesTest, SearchIgnoresAccentsAndCaseAndFindsTheBeginningOfTheLastWord) {
  insert({message(1, "El envío está retrasado"), message(2, "¿Dónde está mi PEDIDO?"), message(3, "Pedido número 77"),
          message(4, "Não recebi o pedido, coração")});
  index_all();
  EXPECT_EQ(search("pedido"), (Ids{4, 3, 2})) << "newest first";
  EXPECT_EQ(search("envio"), (Ids{1}));
  EXPECT_EQ(search("ESTÁ ped"), (Ids{2}));
  EXPECT_EQ(search("coracao"), (Ids{4}));
  EXPECT_EQ(search("pedido", MessageId{4}, 1), (Ids{3}));
  EXPECT_EQ(search("nada"), (Ids{}));
}

TEST_P(MessagesTest, SearchWordsAreNeverReadAsAQueryLanguage) {
  insert({message(1, "NOT AND OR near"), message(2, "plain")});
  index_all();
  EXPECT_EQ(search("not and"), (Ids{1}));
  EXPECT_EQ(search("body:plain* OR \"near"), (Ids{}));
  EXPECT_EQ(search("'plain' & | !"), (Ids{2}));
}

TEST_P(MessagesTest, AMessageThatIsThereIsNotWrittenAgain) {
  insert({message(1, "first")});
  auto again = message(2, "second");
  again.provider_id = "wamid.1";
  again.provider_time_s = 1;
  write([&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(tx.messages().insert(std::vector{again, message(3, "third")}).value(),
              (std::vector{Inserted::known, Inserted::created}));
    return {};
  });
}

TEST_P(MessagesTest, AnotherWorkspaceMayHaveTheSameProviderMessage) {
  insert({message(1, "ours")});
  write_in(WorkspaceId{12}, [&](Transaction& tx) -> Result<void> {
    auto theirs = message(2, "theirs");
    theirs.provider_id = "wamid.1";
    theirs.provider_time_s = 1;
    EXPECT_EQ(tx.messages().insert({&theirs, 1}).value(), (std::vector{Inserted::created}));
    return {};
  });
}

INSTANTIATE_TEST_SUITE_P(On, MessagesTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::store
